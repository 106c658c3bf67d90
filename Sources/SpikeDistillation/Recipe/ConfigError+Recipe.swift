#if Training
    import SpikeModel

    extension ConfigError {
        /// The message with the keys that recipes have: configs follow `transformers` and say `time_steps`, recipes `timeSteps`.
        var inRecipeWords: String {
            let renamed = ["num_attention_heads": "heads", "num_hidden_layers": "layers"]
            var text = renamed.reduce(description) { $0.replacing($1.key, with: $1.value) }
            text = text.replacing(/([a-z])_([a-z])/) { "\($0.1)\($0.2.uppercased())" }
            return text
        }
    }
#endif
