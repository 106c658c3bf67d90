#if Training
    import Foundation
    import SpikeDistillation
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Teacher outputs cached on disk", .oneAtATime)
    struct TeacherCacheTests {
        private static func recipe(steps: Int = 8, megabytes: Int = 1) -> Recipe {
            var recipe = TinyDistillation.recipe(steps: steps)
            recipe.teacherCache.megabytes = megabytes
            return recipe
        }

        private static func files(_ cache: TargetCache) throws -> [URL] {
            try FileManager.default.contentsOfDirectory(at: cache.folder, includingPropertiesForKeys: nil)
        }

        /// Runs `body` with a folder, its cache and the losses of the same recipe with outputs in memory.
        private static func withCache(
            _ recipe: Recipe = recipe(), _ body: (URL, TargetCache, [Double]) throws -> Void
        ) throws {
            try withTemporaryFolder { folder in
                let memory = try TinyDistillation.run(recipe, in: folder)
                #expect(memory.log.stored == [60])
                try body(folder, TargetCache(folder: folder.appendingPathComponent("cache/teacher")), memory.log.losses)
            }
        }

        @Test("give the losses of those in memory to the last bit, when they are written and when they are found")
        func sameBits() throws {
            try Self.withCache { folder, cache, losses in
                let writing = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache).log
                #expect(writing.losses == losses && writing.stored == [60])
                let reading = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache).log
                #expect(reading.losses == losses)
                #expect(reading.stored.isEmpty && reading.notices.isEmpty, "nothing was computed")
                let files = try Self.files(cache)
                #expect(files.count == 1, "no part of a file is left")
            }
        }

        @Test("are used even when no outputs fit into memory, and for a single pass")
        func withoutMemory() throws {
            try Self.withCache { folder, cache, losses in
                let log = try TinyDistillation.run(Self.recipe(), in: folder, cacheBytes: 0, teacherCache: cache).log
                #expect(log.losses == losses)
                let short = try TinyDistillation.run(Self.recipe(steps: 2), in: folder, teacherCache: cache).log
                #expect(short.stored.isEmpty, "found, though the run is shorter than a pass and a half")
            }
        }

        @Test("of another teacher or other texts are other files")
        func fingerprints() throws {
            try Self.withCache { folder, cache, _ in
                _ = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache)
                let teacher = TinyDistillation.teacher(seed: 2)
                let log = try TinyDistillation.run(Self.recipe(), teacher: teacher, in: folder, teacherCache: cache).log
                #expect(log.stored == [60])
                let other = try TinyDistillation.data(60, seed: 9, in: folder)
                _ = try TinyDistillation.run(Self.recipe(), sets: [other, other], in: folder, teacherCache: cache)
                let files = try Self.files(cache)
                #expect(files.count == 3)
            }
        }

        @Test("are computed again where the file is damaged, with one line, the same losses and a sound file next time")
        func damage() throws {
            try Self.withCache { folder, cache, losses in
                for damage in [
                    { (data: inout Data) in data[data.count / 2] ^= 1 }, { $0.removeLast(10) }, { $0[3] = 0 },
                    { $0 = Data() },
                ] as [(inout Data) -> Void] {
                    _ = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache)
                    let url = try #require(Self.files(cache).first)
                    var data = try Data(contentsOf: url)
                    damage(&data)
                    try data.write(to: url)
                    let log = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache).log
                    #expect(log.losses == losses)
                    #expect(
                        log.notices == [
                            "\(url.path): the cached teacher outputs are damaged; they are computed again"
                        ])
                    _ = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache)
                    let last = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache).log
                    #expect(last.notices.isEmpty && last.stored.isEmpty && last.losses == losses)
                }
            }
        }

        @Test("that cannot be written cost one line; training goes on in memory, or batch by batch where that is full")
        func unwritable() throws {
            try Self.withCache { folder, _, losses in
                let file = folder.appendingPathComponent("file")
                try Data().write(to: file)
                let cache = TargetCache(folder: file.appendingPathComponent("cache"))
                let log = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache).log
                #expect(log.losses == losses && log.notices.count == 1)
                #expect(
                    log.notices.first
                        == "\(cache.folder.path): cannot be written (the folder cannot be made); choose a writable output; "
                        + "teacher outputs are not cached on disk")
                let live = try TinyDistillation.run(Self.recipe(), in: folder, cacheBytes: 0).log
                let full = try TinyDistillation.run(Self.recipe(), in: folder, cacheBytes: 0, teacherCache: cache).log
                #expect(full.losses == live.losses && full.notices == log.notices)
            }
        }

        @Test("stay unused when a run is resumed that began without, and are demanded by one that began with them")
        func resuming() throws {
            try Self.withCache { folder, cache, _ in
                let file = folder.appendingPathComponent("file")
                try Data().write(to: file)
                let broken = TargetCache(folder: file.appendingPathComponent("cache"))
                let recipe = Self.recipe()
                let whole = try TinyDistillation.run(recipe, in: folder, cacheBytes: 0, teacherCache: broken).log
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(
                    recipe, in: folder, stopAfter: 5, cacheBytes: 0, teacherCache: broken, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true, teacherCache: cache).log
                #expect(log.losses + rest.losses == whole.losses)
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: 5, teacherCache: cache)
                let error = #expect(throws: RecipeError.self) {
                    try TinyDistillation.run(recipe, in: folder, resume: true, cacheBytes: 0, teacherCache: broken)
                }
                #expect(
                    error?.description
                        == "recipe key teacherCache.megabytes: the run was started with stored teacher outputs, which now "
                        + "find no room; make some and resume")
            }
        }

        @Test("over the allowance are not written, with one line; files that were not used longest make room")
        func allowance() throws {
            try withTemporaryFolder { folder in
                let cache = TargetCache(folder: folder.appendingPathComponent("cache"))
                let many = try TinyDistillation.data(1500, in: folder)
                let log = try TinyDistillation.run(
                    Self.recipe(steps: 1), sets: [many, many], in: folder, teacherCache: cache
                ).log
                #expect(
                    log.notices == [
                        "teacher outputs of 2 MB are over teacherCache.megabytes = 1; they are not cached on disk"
                    ])
                _ = try TinyDistillation.run(Self.recipe(), in: folder, teacherCache: cache)
                let first = try #require(Self.files(cache).first)
                let old = cache.folder.appendingPathComponent("0000.targets")
                try Data(count: 950_000).write(to: old)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -1000)], ofItemAtPath: old.path)
                let strange = cache.folder.appendingPathComponent("notes.txt")
                try Data(count: 2_000_000).write(to: strange)
                let other = try TinyDistillation.data(60, seed: 9, in: folder)
                _ = try TinyDistillation.run(Self.recipe(), sets: [other, other], in: folder, teacherCache: cache)
                let names = try Self.files(cache).map(\.lastPathComponent)
                #expect(names.count == 3 && names.contains(first.lastPathComponent) && names.contains("notes.txt"))
            }
        }
    }
#endif
