/// How Hugging Face's hub calls the data that a card's figures are of.
struct CardPlace {
    let dataset: String
    let config: String?
    let split: String

    /// - Parameter dataset: `glue` gives the hub's names of GLUE's tasks and splits; nil takes the task's name.
    init(task: String, split: String, dataset: String?) {
        guard dataset == "glue" else {
            self.dataset = dataset ?? task
            config = nil
            self.split = split
            return
        }
        self.dataset = "glue"
        config = task == "mnli-mm" ? "mnli" : task
        let suffix = ["mnli": "_matched", "mnli-mm": "_mismatched"][task] ?? ""
        self.split = (split == "dev" ? "validation" : split) + (split == "train" ? "" : suffix)
    }
}
