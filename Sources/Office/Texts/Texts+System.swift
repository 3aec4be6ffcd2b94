// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// What belongs to the daemon itself: status, events, projections, backups, log, jobs.
    static let system = """
        # Methods
        method.system.hello | Sapaan | Say hello
        method.system.status | Keadaan daemon | Status of the daemon
        method.system.metrics | Angka pengukuran | Metrics
        method.whoami | Siapa saya | Who am I
        method.rpc.discover | Katalog metode | Catalogue of methods
        method.session.actAs | Bertindak sebagai operator lain | Act as another operator
        method.session.show | Sesi ini | This session
        method.events.types | Jenis peristiwa | Types of events
        method.events.show | Tampilkan peristiwa | Show an event
        method.events.read | Baca peristiwa | Read events
        method.events.subscribe | Ikuti peristiwa | Follow events
        method.projection.list | Daftar proyeksi | Projections
        method.projection.status | Keadaan proyeksi | Status of a projection
        method.projection.run | Jalankan proyeksi | Run a projection
        method.projection.rebuild | Bangun ulang proyeksi | Rebuild a projection
        method.projection.verify | Periksa proyeksi | Verify a projection
        method.backup.create | Buat cadangan | Make a backup
        method.backup.list | Daftar cadangan | Backups
        method.backup.verify | Periksa cadangan | Verify a backup
        method.log.head | Ujung catatan | Head of the log
        method.log.verify | Periksa catatan | Verify the log
        method.log.anchor | Buat jangkar catatan | Anchor the log
        method.config.show | Tampilkan konfigurasi | Show the configuration
        method.config.reload | Muat ulang konfigurasi | Reload the configuration
        method.job.list | Daftar pekerjaan | Jobs
        method.job.show | Rincian pekerjaan | One job
        method.job.wait | Tunggu pekerjaan | Wait for a job
        method.job.cancel | Batalkan pekerjaan | Cancel a job

        # Params
        param.system.hello.client | program pemanggil | calling program
        param.prefix | awal nama metode | beginning of the method's name
        param.format | bentuk | format
        param.events.types.category | golongan peristiwa | category of events
        param.events.read.category | golongan peristiwa | category of events
        param.events.subscribe.category | golongan peristiwa | category of events
        param.position | posisi | position
        param.eventId | nomor peristiwa | event id
        param.events.show.commandId | nomor perintah | command id
        param.after | sesudah posisi | after the position
        param.types | jenis peristiwa | types of events
        param.stream | aliran | stream
        param.waitMs | menunggu paling lama (milidetik) | wait at most, milliseconds
        param.projection.status.name | nama proyeksi | name of the projection
        param.projection.run.name | nama proyeksi | name of the projection
        param.projection.rebuild.name | nama proyeksi | name of the projection
        param.projection.verify.name | nama proyeksi | name of the projection
        param.all | semua | all
        param.verify | periksa juga | verify too
        param.backup | cadangan | backup
        param.scope | cakupan | scope
        param.anchor | jangkar | anchor
        param.origin | asal nilai | origin of the values
        param.job | pekerjaan | job

        # Columns of answers
        column.system.status.verify | pemeriksaan catatan | verification of the log
        column.commandId | nomor perintah | command id
        column.you | Anda | you
        column.product | program | product
        column.protocol | protokol | protocol
        column.store | penyimpanan | store
        column.features | kemampuan | features
        column.limits | batas | limits
        column.catalogue | katalog | catalogue
        column.timeZone | zona waktu | time zone
        column.version | versi | version
        column.training | latihan | training
        column.head | ujung | head
        column.actingAs | bertindak sebagai | acting as
        column.may | boleh memakai | may use
        column.uptimeS | menyala (detik) | up for (seconds)
        column.writer | penulis | writer
        column.maps | ruang peta | maps
        column.system.status.warnings | peringatan | warnings
        column.mode | jenis penyimpanan | mode
        column.queued | menunggu | queued
        column.batchP50 | perintah sekali simpan | commands a commit
        column.commitP99Us | simpan terlama (µs) | slowest commit (µs)
        column.env | ruang | map
        column.usedPermille | terpakai | used
        column.open | terbuka | open
        column.oldestMs | tertua (ms) | oldest (ms)
        column.clock | jam | clock
        column.now | sekarang | now
        column.behindS | tertinggal (detik) | behind (s)
        column.escrowCheckedAt | bagian kertas diuji | paper shares proved
        column.rotatedAt | diganti | rotated
        column.mayDestroy | kunci lama dimusnahkan | old key to destroy
        column.rotateBy | ganti sebelum | rotate by
        column.unfinished | belum selesai | unfinished
        column.rebuildViewsBy | bangun ulang sebelum | rebuild by
        column.code | kode | code
        column.system.status.text | isi | text
        column.remedy | saran | remedy
        column.freeBytes | ruang bebas (byte) | free bytes
        column.projections | proyeksi | projections
        column.readers | pembaca | readers
        column.connections | sambungan | connections
        column.contentType | jenis isi | content type
        column.events.types.type | jenis | type
        column.events.show.type | jenis | type
        column.events.read.type | jenis | type
        column.schemaVersion | versi skema | schema version
        column.category | golongan | category
        column.events.types.count | banyaknya | count
        column.first | pertama | first
        column.last | terakhir | last
        column.found | ditemukan | found
        column.streamVersion | versi aliran | stream version
        column.recordedAt | dicatat | recorded at
        column.actor | pelaku | actor
        column.correlationId | nomor rangkaian | correlation id
        column.causationId | nomor penyebab | causation id
        column.data | isi | data
        column.sealed | tersegel | sealed
        column.subscription | langganan | subscription
        column.applied | sampai posisi | applied
        column.lag | selisih | lag
        column.schedule | jadwal | schedule
        column.lastRun | terakhir dijalankan | last run
        column.lastError | kesalahan terakhir | last error
        column.bytes | byte | bytes
        column.equal | sama | equal
        column.firstDifference | beda pertama | first difference
        column.headHash | sidik ujung | hash of the head
        column.verified | diperiksa | verified
        column.pruned | dihapus | pruned
        column.time | waktu | time
        column.keyringUntil | kunci sampai | keyring until
        column.generation | generasi | generation
        column.ok | baik | ok
        column.problems | masalah | problems
        column.storeId | nomor penyimpanan | store id
        column.hash | sidik | hash
        column.digest | sidik | digest
        column.rebuiltDigest | sidik bangun ulang | rebuilt digest
        column.logGrowthBytes | catatan bertambah (byte) | log grew (bytes)
        column.verdict | putusan | verdict
        column.firstBad | kerusakan pertama | first bad record
        column.lastGoodAnchor | jangkar baik terakhir | last good anchor
        column.key | kunci | key
        column.default | bawaan | default
        column.change | cara mengubah | how it changes
        column.needsRestart | perlu dinyalakan ulang | needs a restart
        column.unchanged | tetap | unchanged
        column.joined | ikut pekerjaan yang jalan | joined a running one
        column.stage | tahap | stage
        column.done | selesai | done
        column.startedAt | mulai | started at
        column.endedAt | berakhir | ended at
        column.startedBy | dimulai oleh | started by
        column.result | hasil | result
        column.error | kesalahan | error
        column.asOf | keadaan per | as of
        column.next | berikutnya | next
        column.summary | ringkasan | summary
        column.marks | tanda | marks

        column.title | judul | title

        # Codes
        value.MetricsFormat.openMetrics | OpenMetrics | OpenMetrics
        value.MetricsFormat.prometheus | Prometheus | Prometheus
        value.DaemonState.starting | memulai | starting
        value.DaemonState.ready | siap | ready
        value.DaemonState.readOnly | hanya dibaca | read only
        value.DaemonState.draining | berhenti | stopping
        value.DaemonState.failed | gagal | failed
        value.StoreMode.production | sungguhan | production
        value.StoreMode.training | latihan | training
        value.ProjectionState.current | mutakhir | current
        value.ProjectionState.waiting | menunggu jadwal | waiting for its schedule
        value.JobState.queued | antre | queued
        value.JobState.running | berjalan | running
        value.JobState.done | selesai | done
        value.JobState.failed | gagal | failed
        value.JobState.cancelled | dibatalkan | cancelled
        value.JobStage.copyLog | menyalin catatan | copying the log
        value.JobStage.copyKeyring | menyalin kunci | copying the keys
        value.JobStage.files | membandingkan berkas | comparing the files
        value.JobStage.log | membaca catatan | reading the log
        value.JobStage.sealed | membuka data tersegel | opening sealed data
        value.JobStage.verify | memeriksa salinan | checking the copy
        value.JobStage.project | memperbarui proyeksi | updating projections
        value.JobStage.views | membangun ulang proyeksi | rebuilding projections
        value.JobStage.compare | membandingkan proyeksi | comparing projections
        value.LogVerdict.sound | utuh | sound
        value.LogVerdict.tampered | diubah | tampered
        value.LogVerdict.damaged | rusak | damaged
        value.LogVerdict.incomplete | tidak lengkap | incomplete
        value.VerifyScope.quick | cepat | quick
        value.VerifyScope.full | lengkap | full

        # Events of the store
        event.store.initialised | penyimpanan dibuat | store initialised
        event.store.restored | penyimpanan dipulihkan dari cadangan | store restored from a backup
        event.store.rollbackAccepted | catatan yang mundur diterima | rolled-back log accepted
        event.store.rollbackConfirmed | pemulihan disetujui | rollback confirmed

        # Warnings of the status
        warning.lowSpace | Tempat penyimpanan menipis: sisa {freeBytes} byte, peta terpakai \
        {mapUsedPermille:plain} per seribu. \
        | Room runs out: {freeBytes} bytes free, maps {mapUsedPermille:plain} per mille used.
        remedy.lowSpace | Kosongkan diska atau perbesar peta. | Free the disk or enlarge the maps.

        warning.logNotSound | Pemeriksaan catatan menemukan kerusakan. \
        | The check of the log found damage.
        remedy.logNotSound | Lihat hasilnya: peksosctl log verify --scope full --wait \
        | Look at the result: peksosctl log verify --scope full --wait
        warning.backupOld | [Cadangan terakhir sudah {hours} jam.]\
        [Tidak ada cadangan di sini; penyimpanan dibuat {hoursOfStore} jam yang lalu.] \
        | [The newest backup is {hours} hours old.]\
        [No backup is here; the store was made {hoursOfStore} hours ago.]
        remedy.backupOld | Jalankan peksosctl backup create --wait \
        | Run peksosctl backup create --wait
        warning.verifyOld | [Catatan belum diperiksa selama {hours} jam.]\
        [Belum ada pemeriksaan yang diketahui; penyimpanan dibuat {hoursOfStore} jam yang lalu.] \
        | [The log has not been checked for {hours} hours.]\
        [No check is known here; the store was made {hoursOfStore} hours ago.]
        remedy.verifyOld | Jalankan peksosctl log verify --scope full --wait \
        | Run peksosctl log verify --scope full --wait
        warning.anchorOld | [Jangkar terakhir sudah {hours} jam.]\
        [Belum ada jangkar yang diketahui; penyimpanan dibuat {hoursOfStore} jam yang lalu.] \
        | [The newest anchor is {hours} hours old.]\
        [No anchor is known here; the store was made {hoursOfStore} hours ago.]
        remedy.anchorOld | Jalankan peksosctl log anchor, simpan di luar mesin ini. \
        | Run peksosctl log anchor and keep it outside of this machine.

        warning.clockSkew | Jam mesin {seconds} detik di belakang peristiwa terbaru. \
        | The clock of the machine is {seconds} s behind the newest event.
        remedy.clockSkew | Betulkan jam: timedatectl | Set the clock right: timedatectl

        warning.storeRolledBack | Penyimpanan dipulihkan ke posisi {position}; belum disetujui \
        administrator. | The store was put back to position {position}; no administrator has agreed.
        remedy.storeRolledBack | Setujui permintaan rollback: peksosctl approval list \
        | Approve the request of kind rollback: peksosctl approval list

        # Refusals of the daemon
        title.configInvalid | Konfigurasi salah. | The configuration is wrong.
        refusal.configInvalid | Konfigurasi salah: {message:plain} \
        | The configuration is wrong: {message:plain}
        remedy.configInvalid | Betulkan baris itu; tidak ada yang diterapkan. \
        | Correct that line; nothing was applied.
        cli.configInvalid | peksosd check-config
        """
}
