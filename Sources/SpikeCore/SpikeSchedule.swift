/// When the neurons of a student integrate and fire.
public enum SpikeSchedule: String, Sendable, ListedWord {
    /// Every time step runs the whole network, nonlinearities inside the time loop (arXiv:2308.10873, arXiv:2405.02543).
    case perStep
    /// Each layer integrates over the whole window and then fires; one pass on spike counts computes it exactly.
    case counted
    /// Every time step runs the whole network on a real residual stream, with neurons where `counted` has them; the last
    /// hidden states are averaged over the window (arXiv:2406.03287).
    case realResidual
}
