import Hummingbird
import NIOCore

/// What goes along with a request through the router.
struct OfficeContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// Bodies larger than this are refused while they arrive.
    var maxUploadSize: Int { 64 * 1_024 * 1_024 }
}
