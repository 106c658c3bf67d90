import Foundation
import SpikeKernels
import SpikeModel

/// How a packed student is run; none of it changes the logits except `timeSteps` and `spikeLoss`.
public struct RuntimeOptions: Sendable, Equatable {
    /// T, when it should differ from the config.
    public var timeSteps: Int?
    /// Threads that share a batch, at least 1. Whole sequences are shared out, so one sequence runs on one thread.
    public var threads: Int
    /// How the `counted` schedule runs.
    public var execution: StudentExecution
    /// Spikes that do not arrive, to see what that does; nil = all arrive. Not with `execution` `timeSteps`.
    public var spikeLoss: SpikeLoss?
    /// The kernels; nil takes what `BITSPIKE_KERNELS` forces, else the best of this CPU.
    public var kernels: KernelChoice?

    /// Creates options.
    public init(
        timeSteps: Int? = nil, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        execution: StudentExecution = .onePass, spikeLoss: SpikeLoss? = nil, kernels: KernelChoice? = nil
    ) {
        precondition(threads >= 1, "a batch needs at least one thread")
        precondition(spikeLoss == nil || execution == .onePass, "spikes are lost in one pass only")
        self.timeSteps = timeSteps
        self.threads = threads
        self.execution = execution
        self.spikeLoss = spikeLoss
        self.kernels = kernels
    }
}
