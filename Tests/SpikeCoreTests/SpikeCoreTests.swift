// SpikeCoreTests
