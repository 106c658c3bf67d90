import SpikeEvaluation

/// Parts of a network that a waterfall tells apart.
enum EnergyPart: String, CaseIterable {
    case linears = "linear layers"
    case attention = "attention"
    case neurons = "neurons"
    case rest = "embedding, norms, residuals, GELU, head"

    /// The part a term belongs to.
    init(_ term: EnergyReport.Term) {
        let name = term.place.split(separator: ".", maxSplits: 2).last.map(String.init) ?? term.place
        switch name {
        case "query", "key", "value", "attentionOutput", "intermediate", "output", "feedback": self = .linears
        case "scores", "softmax", "mix": self = .attention
        case _ where name.hasSuffix(" neurons"): self = .neurons
        default: self = .rest
        }
    }
}
