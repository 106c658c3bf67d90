extension EnergyPreset {
    /// 45 nm, 0.9 V: the figures that the field quotes.
    public static let standard = EnergyPreset(
        name: "45nm",
        sources: [
            "integer and single-precision add and multiply, SRAM, DRAM: M. Horowitz, ISSCC 2014, figure 1.1.9 (per 64-bit access)",
            "wider and narrower integers: add scales with bits, multiply with the product of bits (assumption)",
            "divide and square root: 4 multiplications each; exponential and error function: 8 multiply-accumulates each; compare: an addition (assumptions, not published)",
            "4.6 and 0.9 pJ of level L0: 3.7 + 0.9 and 0.9, the same source, as in arXiv:2308.10873, arXiv:2406.03287, arXiv:2302.13939",
        ],
        integerAdd: Scaled(picojoules: 0.03, bits: 8), integerMultiply: Scaled(picojoules: 0.2, bits: 8),
        real: Real(
            add: 0.9, multiply: 3.7, divide: 14.8, squareRoot: 14.8, exponential: 36.8, errorFunction: 36.8,
            compare: 0.9),
        realBits: 32,
        memories: [
            Memory(name: "SRAM 8 KB", bytes: 8192, picojoules: 10, bitsPerAccess: 64),
            Memory(name: "SRAM 32 KB", bytes: 32768, picojoules: 20, bitsPerAccess: 64),
            Memory(name: "SRAM 1 MB", bytes: 1_048_576, picojoules: 100, bitsPerAccess: 64),
            Memory(name: "DRAM", bytes: nil, picojoules: 1300, bitsPerAccess: 64),
        ],
        paper: Paper(multiplyAccumulate: 4.6, accumulate: 0.9), chip: nil, platforms: platforms)

    private static let platforms = [
        Platform(
            name: "Loihi", synapticOperation: 23.6, neuronUpdate: 81,
            source: "Davies et al., IEEE Micro 2018; without the 3.5 pJ of a hop"),
        Platform(
            name: "SpiNNaker", synapticOperation: 13300, neuronUpdate: 26000,
            source: "Hoeppner et al. 2019, as in keras-spiking"),
        Platform(
            name: "SpiNNaker 2", synapticOperation: 450, neuronUpdate: 2190,
            source: "Hoeppner et al. 2019, as in keras-spiking"),
        Platform(
            name: "SpiNNaker 2", synapticOperation: 10, neuronUpdate: nil,
            source: "PMC10326429, table 3; 45 times less than the other source"),
        Platform(
            name: "TrueNorth", synapticOperation: 2.5, neuronUpdate: nil, source: "PMC10326429, table 3"),
        Platform(
            name: "TrueNorth", synapticOperation: 26, neuronUpdate: nil,
            source: "the usual figure with the rest of the system; 10 times the other"),
        Platform(name: "SENECA", synapticOperation: 2.8, neuronUpdate: nil, source: "PMC10326429, table 3"),
        Platform(name: "ODIN", synapticOperation: 12.7, neuronUpdate: nil, source: "PMC10326429, table 3"),
    ]
}
