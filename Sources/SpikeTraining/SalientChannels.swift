#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// A site whose channels take m ∈ {1, 2, 4} times as many steps at V_th / m (docs/Equations.md, "Salient channels").
    ///
    /// m times as many steps at V_th / m on u are as many steps at V_th on m · u, exactly, because m is a power of two. So the
    /// channels of one m are gathered, spike like any others, and are put back.
    struct SalientChannels {
        private struct Group {
            let multiplier: Int
            let channels: Tensor
        }

        private let groups: [Group]
        /// For every channel its place among the joined groups.
        private let places: Tensor
        private let spiking: SpikingConfig

        /// - Parameter multipliers: m of every channel.
        init(multipliers: [Float], _ spiking: SpikingConfig, device: Device) {
            self.spiking = spiking
            var groups: [Group] = []
            var places = [Int64](repeating: 0, count: multipliers.count)
            var next: Int64 = 0
            for multiplier in Set(multipliers).sorted() {
                let channels = multipliers.indices.filter { multipliers[$0] == multiplier }
                for channel in channels {
                    places[channel] = next
                    next += 1
                }
                let indices = Tensor(integers: channels.map(Int64.init), shape: [channels.count]).to(device)
                groups.append(Group(multiplier: Int(multiplier), channels: indices))
            }
            self.groups = groups
            self.places = Tensor(integers: places, shape: [places.count]).to(device)
        }

        /// Values n · V_th / m − b, with the gradients of `Tensor.spiking`.
        func values(_ input: Tensor, _ neurons: StudentModel.SiteParameters, as type: ElementType) -> Tensor {
            joined(input, neurons) { group, input, gain, shift in
                input.spiking(
                    gain: gain, shift: shift, threshold: neurons.threshold,
                    timeSteps: spiking.windowSteps * group.multiplier, kind: spiking.spikeKind, as: type)
                    * (1 / Double(group.multiplier))
            }
        }

        /// Spikes of a window, int8, whatever each counts.
        func counts(_ input: Tensor, _ neurons: StudentModel.SiteParameters) -> Tensor {
            joined(input, neurons) { group, input, gain, shift in
                input.spikeCounts(
                    gain: gain, shift: shift, threshold: neurons.threshold,
                    timeSteps: spiking.windowSteps * group.multiplier, kind: spiking.spikeKind)
            }
        }

        private func joined(
            _ input: Tensor, _ neurons: StudentModel.SiteParameters,
            _ fire: (Group, _ input: Tensor, _ gain: Tensor, _ shift: Tensor) -> Tensor
        ) -> Tensor {
            let last = input.shape.count - 1
            let parts = groups.map { group in
                let factor = Double(group.multiplier)
                return fire(
                    group, input.gathered(group.channels, along: last),
                    neurons.gain.gathered(group.channels, along: 0) * factor,
                    neurons.shift.gathered(group.channels, along: 0) * factor)
            }
            return Tensor.concatenated(parts, along: last).gathered(places, along: last)
        }
    }

    extension StudentModel {
        /// The channels of a site when some are salient.
        func salientChannels(_ site: SpikingSite, layer: Int) throws -> SalientChannels? {
            let name = TensorNames.site(site, layer: layer) + TensorNames.stepMultiplier
            guard let multipliers = parameters.find(name) else { return nil }
            return SalientChannels(multipliers: try multipliers.floats(), config.spiking, device: device)
        }
    }
#endif
