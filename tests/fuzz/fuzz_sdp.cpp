// libFuzzer target: the session description of a caller or of somebody we called, then another one within the call.
#include "line/call_sound.h"
#include "line/libre_loop.h"

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const LibreLoop library("unused");
    if (size < 1)
        return 0;
    const bool offer = bytes[0] & 1;
    const Secrecy secrecy = bytes[0] & 2 ? Secrecy::Keyed : Secrecy::Plain;
    const QByteArray all(reinterpret_cast<const char *>(bytes + 1), qsizetype(size - 1));
    const QHostAddress here(QHostAddress::LocalHost);
    const TrustedSources trusted;
    CallSound sound(trusted, {here});
    sound.place({here, 40'000});
    if (!sound.begin(secrecy) || (!offer && !sound.say(true)))
        return 0;
    for (const QByteArray &each : all.split('\0')) {
        if (sound.hear(each, offer)) {
            const Result<MediaPath> path = sound.path();
            Q_ASSERT(path.ok() && path.value().remote.host.isLoopback());
            Q_ASSERT(path.value().payloadType <= 127 && path.value().packetMs >= 20);
        }
        (void)sound.say(!offer);
        sound.hold(each.size() % 2);
    }
    return 0;
}
