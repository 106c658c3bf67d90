import Foundation

/// What travels beside the tensors of a packed model.
public struct ModelAttachments: Sendable {
    /// Where the tokenizer files are copied from.
    public var tokenizerFolder: URL
    /// The recipe that made the model, passed through byte for byte as `recipe.json`.
    public var recipe: Data?
    /// The facts of the model card, `README.md`.
    public var card: ModelCard

    /// Creates attachments.
    public init(tokenizerFolder: URL, recipe: Data? = nil, card: ModelCard = ModelCard()) {
        self.tokenizerFolder = tokenizerFolder
        self.recipe = recipe
        self.card = card
    }
}
