import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import Testing

@Suite("The audit")
struct AuditTests {
    static func audit(_ schedule: SpikeSchedule, _ execution: StudentExecution, seed: UInt64 = 40) throws -> (
        SpikeAudit, PackedModel
    ) {
        let (model, activities) = try EnergyTests.watched(schedule, execution: execution, seed: seed)
        return (SpikeAudit(OperationCounter(model, execution: execution), activities), model)
    }

    @Test("spike by spike every linear layer sees spikes; counts of whole windows are graded")
    func kinds() throws {
        let (steps, model) = try Self.audit(.counted, .timeSteps)
        #expect(steps.offenders.isEmpty && steps.linears.count == 6 * model.layers.count)
        let kind: TensorKind = model.config.spiking.spikeKind == .ternary ? .ternary : .binary
        // A site whose spikes all had one sign is seen as binary.
        let kinds = Set(steps.tensors.filter { $0.eventsPerNeuron != nil }.map(\.kind))
        #expect(kinds.contains(kind) && kinds.allSatisfy(\.isSpike))
        #expect(steps.spikeDrivenShare > 0.3 && steps.spikeDrivenShareOfLinears > steps.spikeDrivenShare)
        let (once, _) = try Self.audit(.counted, .onePass)
        #expect(!once.offenders.isEmpty && once.spikeDrivenShareOfLinears == 0)
        #expect(once.linears[0].inputKind == .graded(levels: model.config.spiking.timeSteps))
    }

    @Test("perStep students send spikes whatever the execution; queries and hidden states are real")
    func perStep() throws {
        let (audit, _) = try Self.audit(.perStep, .onePass)
        #expect(audit.offenders.isEmpty)
        let kinds = Dictionary(uniqueKeysWithValues: audit.tensors.map { ($0.name, $0.kind) })
        #expect(kinds["embedding"] == .binary && kinds["layer.0.key"] == .binary)
        #expect(kinds["layer.0.query"] == .float && kinds["logits"] == .float)
        #expect(audit.tensors.first?.name == "embeddingOutput" && audit.tensors.last?.name == "logits")
    }

    @Test("every operation has a count, a reason and a place; the audit survives JSON")
    func operations() throws {
        for schedule in SpikeSchedule.allCases {
            let (audit, _) = try Self.audit(schedule, .timeSteps)
            #expect(audit.operations.allSatisfy { $0.count > 0 && !$0.reason.isEmpty })
            #expect(Set(audit.operations.map(\.operation)).isSuperset(of: [.exponential, .squareRoot, .compare]))
            let decoded = try JSONDecoder().decode(SpikeAudit.self, from: JSONEncoder().encode(audit))
            #expect(decoded == audit)
        }
    }
}
