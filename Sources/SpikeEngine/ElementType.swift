#if Training
    /// Element types of tensors; the raw values are libtorch's.
    public enum ElementType: Int32, Sendable {
        case int8 = 1
        case int64 = 4
        case float32 = 6
        case bool = 11
        case bfloat16 = 15
    }
#endif
