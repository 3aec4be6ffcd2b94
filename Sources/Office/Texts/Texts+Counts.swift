// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Boxes and counts: the other half of the coin drives.
    static let counts = """
        # Boxes
        method.box.register | Daftarkan kotak | Register a box
        method.box.seal | Segel kotak | Seal a box
        method.box.deploy | Pasang kotak | Deploy a box
        method.box.check | Periksa kotak di tempat | Check a box
        method.box.retrieve | Ambil kotak | Retrieve a box
        method.box.reportIncident | Laporkan kejadian pada kotak | Report an incident with a box
        method.box.retire | Berhenti memakai kotak | Retire a box
        method.box.list | Daftar kotak | Boxes
        event.box.registered | kotak didaftarkan | box registered
        event.box.sealed | kotak disegel | box sealed
        event.box.deployed | kotak dipasang | box deployed
        event.box.checked | kotak diperiksa | box checked
        event.box.retrieved | kotak diambil | box retrieved
        event.box.incidentReported | kejadian dilaporkan | incident reported
        event.box.emptied | kotak dikosongkan | box emptied
        event.box.retired | kotak tidak dipakai lagi | box retired
        param.box | kotak | box
        param.box.register.description | keterangan | description
        param.seal | nomor segel | seal number
        param.box.deploy.place | tempat | place
        param.host | penjaga kotak | host of the box
        param.sealIntact | segel utuh | seal intact
        param.box.check.note | catatan | note
        param.box.reportIncident.kind | jenis kejadian | kind of incident
        param.box.reportIncident.description | uraian | description
        param.box.list.state | keadaan | state
        column.sealMatches | segel cocok | seal matches
        column.incident | ada kejadian | incident
        value.IncidentKind.sealBroken | segel rusak | seal broken
        value.IncidentKind.sealMismatch | segel berbeda | other seal
        value.IncidentKind.opened | dibuka orang | opened
        value.IncidentKind.damaged | rusak | damaged
        value.IncidentKind.stolen | dicuri | stolen
        value.IncidentKind.lost | hilang | lost
        value.BoxState.registered | terdaftar | registered
        value.BoxState.sealed | tersegel | sealed
        value.BoxState.deployed | dipasang | deployed
        value.BoxState.retrieved | diambil | retrieved
        value.BoxState.emptied | kosong | emptied
        value.BoxState.lost | hilang | lost
        value.BoxState.retired | tidak dipakai lagi | retired
        refusal.sealReused | Segel {seal} sudah dipakai pada kotak {box}. \
        | Seal {seal} was already used on box {box}.
        remedy.sealReused | Ambil segel dengan nomor baru. | Take a seal with a new number.
        refusal.boxAlreadyDeployed | Kotak {box} masih dipakai[ untuk {drive}][ di {place}]. \
        | Box {box} is still in use[ for {drive}][ at {place}].
        remedy.boxAlreadyDeployed | Ambil dan hitung kotak itu lebih dahulu. \
        | Retrieve and count the box first.
        variant.boxAlreadyDeployed | state
        refusal.boxAlreadyDeployed.retrieved | Kotak {box} sudah diambil[ untuk {drive}], tetapi \
        hitungannya belum selesai. \
        | Box {box} is retrieved[ for {drive}], but its count is not finished.
        remedy.boxAlreadyDeployed.retrieved | Selesaikan hitungannya; bila belum ada, bukalah. \
        Lalu segel kotaknya lagi. \
        | Finish its count; open one when there is none. Then seal the box again.
        cli.boxAlreadyDeployed.deployed | peksosctl box retrieve {box}
        cli.boxAlreadyDeployed.retrieved | peksosctl count open {box}
        refusal.boxNotSealed | Kotak {box} belum disegel. | Box {box} is not sealed.
        remedy.boxNotSealed | Segel kotak itu dengan segel bernomor baru. \
        | Seal the box with a new seal.
        cli.boxNotSealed | peksosctl box seal {box}
        variant.outsidePermit | what
        refusal.outsidePermit | Di luar izin. | Outside the permit.
        refusal.outsidePermit.area | Wilayah {area} tidak tercakup izin: {areas}. \
        | The permit does not cover area {area}: {areas}.
        refusal.outsidePermit.date | Tanggal di luar izin, {from} sampai {to}. \
        | The date is outside the permit, {from} to {to}.
        remedy.outsidePermit | Pakai tempat dan tanggal menurut izin. \
        | Use a place and a date that the permit covers.
        cli.outsidePermit | peksosctl drive permits --drive {drive}

        # Counts
        method.count.open | Buka hitungan | Open a count
        method.count.record | Catat hitungan | Record a count
        method.count.confirm | Sahkan hitungan | Confirm a count
        method.count.dispute | Sengketakan hitungan | Dispute a count
        method.count.recount | Hitung ulang | Recount
        method.count.void | Batalkan hitungan | Void a count
        method.count.list | Daftar hitungan | Counts
        method.count.show | Hitungan | A count
        method.count.byDenomination | Koin menurut pecahan | Coins by denomination
        event.count.opened | hitungan dibuka | count opened
        event.count.firstRecorded | hitungan pertama dicatat | first count recorded
        event.count.secondRecorded | hitungan kedua dicatat | second count recorded
        event.count.recounted | dihitung ulang | recounted
        event.count.confirmed | hitungan disahkan | count confirmed
        event.count.disputed | hitungan disengketakan | count disputed
        event.count.voided | hitungan dibatalkan | count voided
        event.count.reopened | hitungan dibuka lagi | count reopened
        param.count | hitungan | count
        param.counters | dua penghitung | two counters
        param.unrelated | tidak serumah | not of one household
        param.counter | penghitung | counter
        param.pieces | keping per pecahan | pieces per denomination
        param.nonTender | keping yang tidak berlaku | pieces that are no tender
        param.count.list.state | keadaan | state
        column.pass | hitungan ke | pass
        column.recorded | hitungan tercatat | passes recorded
        column.entry | entri | entry
        column.slip | slip setoran | deposit slip
        column.counters | penghitung | counters
        column.pieces | keping | pieces
        column.nonTender | tidak berlaku | no tender
        column.denomination | pecahan | denomination
        column.denominations | pecahan | denominations
        column.emissionYear | tahun emisi | emission year
        column.tender | berlaku | tender
        value.CashKind.coin | koin | coin
        value.CashKind.banknote | uang kertas | banknote
        value.CountState.open | terbuka | open
        value.CountState.confirmed | disahkan | confirmed
        value.CountState.disputed | disengketakan | disputed
        value.CountState.voided | dibatalkan | voided
        refusal.boxNotRetrieved | Kotak {box} belum diambil; keadaannya {state:value.State}. \
        | Box {box} is not retrieved; it is {state:value.State}.
        remedy.boxNotRetrieved | Ambil kotak itu lebih dahulu. | Retrieve the box first.
        cli.boxNotRetrieved | peksosctl box retrieve {box}
        refusal.countAlreadyOpen | Hitungan {count} kotak ini belum selesai. \
        | Count {count} of this box is not finished.
        remedy.countAlreadyOpen | Selesaikan atau batalkan hitungan itu. \
        | Finish or void that count.
        cli.countAlreadyOpen | peksosctl count show {count}
        refusal.countersNotDistinct | Penghitung harus orang yang berbeda. \
        | The counters must be different people.
        remedy.countersNotDistinct | Minta orang lain menghitung. | Ask somebody else to count.
        refusal.operatorCounterMissing | Salah satu penghitung harus operator kantor. \
        | One of the counters must be an operator of the office.
        remedy.operatorCounterMissing | Tunjuk seorang operator. | Name an operator.
        cli.operatorCounterMissing | peksosctl operator list
        refusal.countersRelated | Kedua penghitung tidak boleh serumah. \
        | The two counters must not be of one household.
        remedy.countersRelated | Tunjuk dua orang dari rumah yang berbeda. \
        | Name two people of different households.
        refusal.counterIsHost | {counter} menjaga kotak ini, jadi tidak boleh menghitungnya. \
        | {counter} hosted this box and may not count it.
        remedy.counterIsHost | Tunjuk penghitung lain. | Name another counter.
        refusal.sealMismatch | Segel tidak cocok: dipasang[ {deployed}], diambil[ {retrieved}], \
        ditemukan {found}. \
        | The seals do not match: deployed[ {deployed}], retrieved[ {retrieved}], found {found}.
        remedy.sealMismatch | Laporkan kejadiannya lebih dahulu. | Report the incident first.
        cli.sealMismatch | peksosctl box report-incident {box}
        refusal.counterUnknown | {counter} bukan penghitung hitungan ini. \
        | {counter} is not a counter of this count.
        remedy.counterUnknown | Lihat siapa penghitungnya. | Look who counts.
        cli.counterUnknown | peksosctl count show {count}
        refusal.counterNotActor | {counter} harus mencatat hitungannya sendiri. \
        | {counter} must enter their own count.
        remedy.counterNotActor | Minta {counter} mencatatnya. | Ask {counter} to enter it.
        refusal.alreadyCounted | {counter} sudah menghitung. | {counter} has counted already.
        remedy.alreadyCounted | Tunggu penghitung yang lain. | Wait for the other counter.
        cli.alreadyCounted | peksosctl count show {count}
        refusal.unknownDenomination | Pecahan {key} tidak dikenal. \
        | There is no denomination {key}.
        remedy.unknownDenomination | Periksa pecahan dan tahun emisinya. \
        | Check the denomination and its emission year.
        refusal.notLegalTender | Pecahan {key} tidak berlaku lagi[ sejak {lastTenderDay}]. \
        | {key} is no legal tender[; its last day was {lastTenderDay}].
        remedy.notLegalTender | Catat keping itu sebagai tidak berlaku. \
        | Enter those pieces as non-tender.
        cli.notLegalTender | {same:pieces} --non-tender {key}={held:pieces}
        refusal.countIncomplete | Baru {recorded} hitungan tercatat; perlu dua. \
        | Only {recorded} counts are recorded; two are needed.
        remedy.countIncomplete | Minta penghitung lain mencatat hitungannya. \
        | Ask the other counter to enter the count.
        cli.countIncomplete | peksosctl count record {count}
        refusal.countDisputed | Hitungan {count} disengketakan dan belum dihitung ulang. \
        | Count {count} is disputed and not recounted.
        remedy.countDisputed | Minta orang ketiga menghitung ulang. | Ask a third person to recount.
        cli.countDisputed | peksosctl count recount {count}
        refusal.countsDiffer | Hitungan kedua berbeda pada pecahan {difference:pieces}. \
        | The second count differs: {difference:pieces}.
        remedy.countsDiffer | Minta orang ketiga menghitung ulang. | Ask a third person to recount.
        cli.countsDiffer | peksosctl count recount {count}
        refusal.selfConfirmation | Hitungan dan pengesahan berasal dari satu operator. \
        | The counts and the confirmation come from one operator.
        remedy.selfConfirmation | Minta operator lain mengesahkan. \
        | Ask another operator to confirm.
        cli.selfConfirmation | peksosctl operator list
        refusal.recountNotNeeded | Hitungan sudah cocok; tidak perlu dihitung ulang. \
        | The counts agree; no recount is needed.
        remedy.recountNotNeeded | Sahkan hitungan itu. | Confirm the count.
        cli.recountNotNeeded | peksosctl count confirm {count}
        refusal.countReopened | Hitungan ini pernah disahkan; tidak dapat dibatalkan. \
        | This count was confirmed once; it cannot be voided.
        remedy.countReopened | Hitung ulang. | Recount it.
        cli.countReopened | peksosctl count recount {count}
        """
}
