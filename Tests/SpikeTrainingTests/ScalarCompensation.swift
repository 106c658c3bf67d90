#if Training
    import SpikeCore
    import SpikeQuantization
    import SpikeTestSupport

    /// Error-compensated rounding in plain loops and double precision, column by column without blocks (docs/Equations.md,
    /// "Error-compensated rounding").
    struct ScalarCompensation {
        let encoding: WeightEncoding
        let granularity: ScaleGranularity
        let rows: Int
        let columns: Int
        /// Neighbouring weights that share a scale.
        let groupLength: Int
        /// Codes that stand for zero, one per group.
        let zeros: [Double]
        /// One per group; in the end the refitted ones.
        private(set) var scales: [Double]
        /// Codes less their zero points, `[rows * columns]`.
        private(set) var codes: [Double]
        /// The compensated weights, in the end clipped and refitted.
        private(set) var latent: [Double]
        /// How close, in scales, any weight came to where its code changes.
        private(set) var margin = Double.infinity
        /// Means that binary codes compare with, one per group.
        private let means: [Double]
        private let everyCode: [Double]
        /// Columns in the order in which they are rounded.
        private let order: [Int]

        /// - Parameters:
        ///   - inputs: X, `[tokens * columns]`; `factor` is `Self.factor` of them.
        ///   - start: scales and zero points before the refit.
        init(
            _ encoding: WeightEncoding, _ granularity: ScaleGranularity, weights: [Float], rows: Int,
            start: WeightScales, inputs: [Double], factor: [[Double]]
        ) {
            let exact = weights.map { Double($0) }
            let length = weights.count / start.scales.count
            self.encoding = encoding
            self.granularity = granularity
            self.rows = rows
            columns = weights.count / rows
            groupLength = length
            scales = start.scales.map { Double($0) }
            zeros =
                start.zeroPoints.isEmpty
                ? [Double](repeating: 0, count: start.scales.count) : start.zeroPoints.map { Double($0) }
            means = start.scales.indices.map { group in
                exact[(group * length)..<((group + 1) * length)].reduce(0.0) { $0 + $1 } / Double(length)
            }
            everyCode = encoding.everyCode.map { Double($0) }
            order = Self.order(inputs, size: weights.count / rows)
            codes = exact
            latent = exact
            compensate(factor)
            if encoding == .binary { center() } else { clip() }
            refit(to: exact, inputs)
        }

        /// The codes themselves, as they are packed.
        var packedCodes: [Int8] { codes.indices.map { Int8(codes[$0] + zeros[$0 / groupLength]) } }

        /// Latent weights in scales.
        var places: [Double] { latent.indices.map { latent[$0] / scales[$0 / groupLength] } }

        /// How far, in scales, binary latent weights are from their new mean, on the side of their codes: negative where
        /// the mean gives another code. Infinite for other encodings.
        var distanceFromMean: Double {
            guard encoding == .binary else { return .infinity }
            return scales.indices.reduce(Double.infinity) { smallest, group in
                let members = (group * groupLength)..<((group + 1) * groupLength)
                let mean = members.reduce(0.0) { $0 + latent[$1] } / Double(groupLength)
                return members.reduce(smallest) { min($0, codes[$1] * (latent[$1] - mean) / scales[group]) }
            }
        }

        private mutating func compensate(_ factor: [[Double]]) {
            for row in 0..<rows {
                for k in 0..<columns {
                    let at = row * columns + order[k]
                    codes[at] = code(latent[at], group: at / groupLength)
                    let error = (latent[at] - scales[at / groupLength] * codes[at]) / factor[k][k]
                    for j in (k + 1)..<columns { latent[row * columns + order[j]] -= error * factor[k][j] }
                }
            }
        }

        /// The nearest code less its zero point; binary: the side of the mean.
        private mutating func code(_ weight: Double, group: Int) -> Double {
            if encoding == .binary {
                margin = min(margin, abs(weight - means[group]) / scales[group])
                return weight > means[group] ? 1 : -1
            }
            let place = weight / scales[group] + zeros[group]
            for (low, high) in zip(everyCode, everyCode.dropFirst()) {
                margin = min(margin, abs(place - (low + high) / 2))
            }
            let nearest = everyCode.min { abs($0 - place) < abs($1 - place) } ?? 0
            return nearest - zeros[group]
        }

        /// Binary latent weights: 0.01 to 2 scales from the old mean, then balanced to the mean 0 where both signs are there.
        private mutating func center() {
            for group in scales.indices {
                let members = (group * groupLength)..<((group + 1) * groupLength)
                for at in members {
                    let place = abs(latent[at] - means[group]) / scales[group]
                    latent[at] = codes[at] * min(max(place, 0.01), 2) * scales[group]
                }
                let positive = members.reduce(0.0) { $0 + max(latent[$1], 0) }
                let negative = members.reduce(0.0) { $0 + max(-latent[$1], 0) }
                guard positive > 0, negative > 0 else { continue }
                let ratio = (negative / positive).squareRoot()
                for at in members { latent[at] *= latent[at] > 0 ? ratio : 1 / ratio }
            }
        }

        /// Whether the weights that share a scale with this one have both codes.
        func hasBothSigns(around index: Int) -> Bool {
            let start = index / groupLength * groupLength
            return Set(codes[start..<(start + groupLength)]).count == 2
        }

        /// Other latent weights: at most one scale beyond the codes' range.
        private mutating func clip() {
            let lowest = everyCode[0] - 1
            let highest = everyCode[everyCode.count - 1] + 1
            for at in latent.indices {
                let group = at / groupLength
                let place = latent[at] / scales[group] + zeros[group]
                latent[at] = (min(max(place, lowest), highest) - zeros[group]) * scales[group]
            }
        }

        /// Multiplies latent weights and scales by α = ⟨X W_qᵀ, X Wᵀ⟩ / ⟨X W_qᵀ, X W_qᵀ⟩.
        private mutating func refit(to weights: [Double], _ inputs: [Double]) {
            var products = [Double](repeating: 0, count: rows)
            var squares = products
            for row in 0..<rows {
                for token in 0..<(inputs.count / columns) {
                    var (found, wanted) = (0.0, 0.0)
                    for k in 0..<columns {
                        let at = row * columns + k
                        found += inputs[token * columns + k] * scales[at / groupLength] * codes[at]
                        wanted += inputs[token * columns + k] * weights[at]
                    }
                    products[row] += found * wanted
                    squares[row] += found * found
                }
            }
            if granularity == .perTensor {
                products = [Double](repeating: products.reduce(0.0) { $0 + $1 }, count: rows)
                squares = [Double](repeating: squares.reduce(0.0) { $0 + $1 }, count: rows)
            }
            let factors = zip(products, squares).map { min(max($0 / max($1, 1e-12), 1e-3), 1e3) }
            for at in latent.indices { latent[at] *= factors[at / columns] }
            for group in scales.indices { scales[group] *= factors[group * groupLength / columns] }
        }
    }

    extension ScalarCompensation {
        /// Columns of inputs `[tokens * size]`, those with the largest squares first.
        static func order(_ inputs: [Double], size: Int) -> [Int] {
            let matrix = hessian(inputs, size: size)
            return (0..<size).sorted { (-matrix[$0][$0], $0) < (-matrix[$1][$1], $1) }
        }

        /// U with Uᵀ U = (Xᵀ X / N + δ · 1)⁻¹, of inputs `[tokens * size]` whose columns are in that order.
        static func factor(_ inputs: [Double], size: Int) -> [[Double]] {
            let order = order(inputs, size: size)
            let matrix = hessian(inputs, size: size)
            return upperCholesky(inverse(order.map { row in order.map { matrix[row][$0] } }))
        }

        private static func square(_ size: Int) -> [[Double]] {
            [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        }

        private static func hessian(_ inputs: [Double], size: Int) -> [[Double]] {
            let tokens = inputs.count / size
            var matrix = square(size)
            for token in 0..<tokens {
                for i in 0..<size {
                    for j in 0..<size {
                        matrix[i][j] += inputs[token * size + i] * inputs[token * size + j] / Double(tokens)
                    }
                }
            }
            let mean = (0..<size).reduce(0.0) { $0 + matrix[$1][$1] } / Double(size)
            for i in 0..<size { matrix[i][i] += max(0.02 * mean, 1e-8) }
            return matrix
        }

        /// By elimination, without exchanging rows: the matrix is positive definite.
        private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
            let size = matrix.count
            var left = matrix
            var right = square(size)
            for i in 0..<size { right[i][i] = 1 }
            for pivot in 0..<size {
                let unit = left[pivot][pivot]
                left[pivot] = left[pivot].map { $0 / unit }
                right[pivot] = right[pivot].map { $0 / unit }
                for i in 0..<size where i != pivot {
                    let share = left[i][pivot]
                    left[i] = zip(left[i], left[pivot]).map { $0 - share * $1 }
                    right[i] = zip(right[i], right[pivot]).map { $0 - share * $1 }
                }
            }
            return right
        }

        private static func upperCholesky(_ matrix: [[Double]]) -> [[Double]] {
            let size = matrix.count
            var upper = square(size)
            for i in 0..<size {
                for j in i..<size {
                    var rest = matrix[i][j]
                    for k in 0..<i { rest -= upper[k][i] * upper[k][j] }
                    upper[i][j] = i == j ? rest.squareRoot() : rest / upper[i][i]
                }
            }
            return upper
        }
    }
#endif
