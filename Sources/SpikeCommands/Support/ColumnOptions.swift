import ArgumentParser
import SpikeEvaluation

/// The columns of a table that is no GLUE task.
struct ColumnOptions: ParsableArguments {
    @Option(help: "With task 'table': column of the text.")
    var textColumn = ColumnNames.usual.text

    @Option(help: "With task 'table': column of the second text.")
    var pairColumn: String?

    @Option(help: "With task 'table': column of the label.")
    var labelColumn = ColumnNames.usual.label

    @Flag(help: "With task 'table': the label is a number to predict.")
    var regression = false

    var names: ColumnNames { ColumnNames(text: textColumn, pair: pairColumn, label: labelColumn) }
}
