#if Training
    extension String {
        /// The text as one word of a POSIX shell's command line.
        var shellQuoted: String {
            let plain = utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./=:,@%+".utf8.contains(byte)
                }
            }
            return plain && !isEmpty ? self : "'" + replacing("'", with: #"'\''"#) + "'"
        }
    }
#endif
