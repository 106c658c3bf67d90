import SpikeCommands

@main
enum Bitspike {
    static func main() async {
        await BitspikeCommand.launch()
    }
}
