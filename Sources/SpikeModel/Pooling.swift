import SpikeCore

/// How the classification head reads one vector from the last hidden states `[L, D]`.
public enum Pooling: String, Sendable, ListedWord {
    /// The mean over the real tokens.
    case mean
    /// The first token.
    case cls
    /// BERT's pooler: tanh(W h[CLS] + b); what `BertForSequenceClassification` uses.
    case pooler
}
