import Glibc

enum RemedyDebug {
    static func tell(_ text: String) {
        guard unsafe getenv("REMEDY_DEBUG") != nil else { return }
        let descriptor = unsafe open(
            "/tmp/remedy.log",
            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
            0o644
        )
        let bytes = Array((text + "\n").utf8)
        unsafe _ = write(descriptor, bytes, bytes.count)
        _ = close(descriptor)
    }
}
