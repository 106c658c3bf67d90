import SpikeEvaluation
import SpikeModel

/// Who fires: one sentence spike by spike, and mean rates of all sites.
struct SpikeSection {
    private let report: StudentReport

    init(_ report: StudentReport) { self.report = report }

    var section: ReportPage.Section {
        .init(id: "spikes", title: "Spikes", content: [raster, rates])
    }

    private var raster: MarkupElement {
        let raster = report.raster
        let choices = raster.sites.enumerated().flatMap { index, site -> [MarkupElement] in
            let id = "show-\(site.rawValue)"
            let input = MarkupElement("input", ["type": "radio", "name": "site", "id": id, "value": site.rawValue])
            return [
                index == 0 ? input.with("checked", "checked") : input,
                MarkupElement("label", ["for": id], text: site.rawValue),
            ]
        }
        let images = raster.sites.map { site in
            MarkupElement(
                "div", ["class": "raster", "data-site": site.rawValue], [RasterPlot(raster: raster, site: site).image])
        }
        let fieldset = MarkupElement("fieldset", [:], [MarkupElement("legend", text: "Neurons of")] + choices)
        return MarkupElement(
            "figure", ["id": "raster", "aria-labelledby": "raster-title"],
            [
                MarkupElement("h3", ["id": "raster-title"], text: "One sentence through the layers"),
                MarkupElement(
                    "div", ["class": "rasters"],
                    [fieldset] + images
                        + [MarkupElement("output", ["id": "raster-place", "aria-live": "polite"], text: " ")]),
                MarkupElement(
                    "figcaption",
                    text: cut
                        + "\(SpikeRaster.neuronsShown) neurons of every layer, \(raster.timeSteps) time steps for each "
                        + "token; blue: positive, orange: negative spikes. Point at a token, or press an arrow key."),
                ReportFigure.data(spikes, id: "raster", title: "Spikes by token", isFolded: true),
            ])
    }

    /// What is not shown.
    private var cut: String {
        let raster = report.raster
        guard raster.tokens.count < raster.tokensInAll else { return "" }
        return "The first \(raster.tokens.count) of \(raster.tokensInAll) tokens. "
    }

    private var spikes: ReportTable {
        var table = ReportTable(
            columns: [.init("token", isNumber: false), .init("layer"), .init("site", isNumber: false)]
                + ["spikes", "neurons", "time steps"].map { .init($0) })
        for band in report.raster.bands {
            for (token, spikes) in zip(report.raster.tokens, band.spikes) {
                table.add(
                    [
                        token, "\(band.layer)", band.site.rawValue, "\(spikes)", "\(band.neurons)",
                        "\(report.raster.timeSteps)",
                    ])
            }
        }
        return table
    }

    /// Spikes per neuron and step of layers and sites, over the sample.
    private var rates: MarkupElement {
        let sites = SpikingSite.layerSites(report.config.spiking.schedule)
        let layers = Array(0..<report.config.encoder.layers)
        let rates = report.siteRates
        let values = layers.map { layer in sites.map { rates[$0.name(layer: layer)] } }
        var table = ReportTable(
            columns: [.init("layer", isNumber: false)] + sites.map { .init($0.rawValue) })
        for (layer, row) in zip(layers, values) {
            table.add(["layer \(layer)"] + row.map { $0.map { NumberText.fixed($0, 4) } ?? "-" })
        }
        return ReportFigure(
            id: "rates", title: "Firing rates",
            caption: "Spikes per neuron and time step over \(report.energy.sequences) sequences (\(report.sample)).",
            image: HeatMap(
                title: "Spikes per neuron and step by layer and site", rows: layers.map { "layer \($0)" },
                columns: sites.map(\.rawValue), values: values, unit: "spikes per neuron and step"
            ).image, data: table
        ).element
    }
}
