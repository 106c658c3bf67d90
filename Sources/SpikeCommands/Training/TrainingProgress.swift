#if Training
    import Foundation
    import SpikeDistillation
    import Synchronization

    /// Shows a training: a live line with bar, ETA, speed and losses on a terminal, plain lines elsewhere.
    final class TrainingProgress: Sendable {
        private struct State {
            var printed = ContinuousClock.now - .seconds(60)
            var firstSeconds: Double?
            var firstStep = 0
            var preparation = ""
        }

        private let title: String
        private let state = Mutex(State())

        init(_ title: String) { self.title = title }

        /// The control that a training takes: this display, and Ctrl-C.
        var control: TrainingControl {
            TrainingControl(observe: { self.show($0) }, shouldStop: { Interruption.isRequested })
        }

        private func show(_ event: TrainingEvent) {
            switch event {
            case .preparing(let what): line("\(title): \(what)")
            case .prepared(let done, let total, let what): showPreparation(done, total, what)
            case .stepped(let report): showStep(report)
            case .notice(let what): line("\(title): \(what)")
            case .saved: break
            }
        }

        private func showPreparation(_ done: Int, _ total: Int, _ what: String) {
            let isFirst = state.withLock { state in
                defer { state.preparation = what }
                return state.preparation != what
            }
            if Console.isInteractive {
                Console.redraw("\(title): \(what) \(ProgressBar.bar(done, of: total)) \(done)/\(total)")
                if done == total { Console.redraw("") }
            } else if isFirst {
                line("\(title): \(what), \(total) examples")
            }
        }

        private func showStep(_ report: StepReport) {
            let isLast = report.step == report.totalSteps
            let interval: Duration = Console.isInteractive ? .milliseconds(200) : .seconds(15)
            let rest: Double? = state.withLock { state in
                let now = ContinuousClock.now
                let first = state.firstSeconds ?? report.seconds
                if state.firstSeconds == nil { (state.firstSeconds, state.firstStep) = (report.seconds, report.step) }
                guard isLast || now - state.printed >= interval else { return nil }
                state.printed = now
                let done = Double(max(1, report.step - state.firstStep))
                return (report.seconds - first) / done * Double(report.totalSteps - report.step)
            }
            guard let rest else { return }
            let text = describe(report, rest: rest)
            if Console.isInteractive, !isLast { Console.redraw(text) } else { line(text) }
        }

        private func describe(_ report: StepReport, rest: Double) -> String {
            var text = "\(title) "
            if Console.isInteractive { text += ProgressBar.bar(report.step, of: report.totalSteps) + " " }
            text += "\(report.step)/\(report.totalSteps) \(report.stage)  ETA \(ProgressBar.time(rest))"
            text += "  \(Int(report.tokensPerSecond)) tokens/s"
            for part in report.parts { text += "  \(part.name) \(part.value.rounded(4))" }
            if let rate = report.meanSpikeRate { text += "  meanSpikeRate \(rate.rounded(3))" }
            return text
        }

        private func line(_ text: String) { Console.error(text) }
    }
#endif
