enum RowCoding { static func encode<T: Encodable>(_ row: T) throws -> [UInt8] { [] }
static func decode<T: Decodable>(_: T.Type, from: [UInt8]) throws -> T { throw ViewError.noBookkeeping } }
