#include "scripted/packet_trace.h"

#include <algorithm>

namespace nightbell::scripted {

std::vector<Arrival> travel(const Stream &stream, const Network &network, double seconds, std::mt19937 &random)
{
    std::uniform_real_distribution<double> chance(0, 1);
    std::exponential_distribution<double> delay(network.jitterMs > 0 ? 1 / network.jitterMs : 1);
    std::vector<Arrival> arrivals;
    const int packets = int(seconds * 1'000 / stream.packetMs);
    bool losing = false;
    double heldUntilMs = 0, lastMs = 0;
    for (int number = 0; number < packets; ++number) {
        const double sentMs = number * stream.packetMs / (1 + network.driftPpm / 1e6);
        if (chance(random) < network.spikeShare)
            heldUntilMs = std::max(heldUntilMs, sentMs + network.spikeMs * chance(random));
        losing = losing ? chance(random) < 1 - 1 / network.burst
                        : chance(random) < network.lossShare / network.burst / (1 - network.lossShare);
        if (losing)
            continue;
        double atMs = std::max(sentMs, heldUntilMs) + network.transitMs;
        if (network.jitterMs > 0)
            atMs += delay(random);
        if (network.keepsOrder)
            atMs = lastMs = std::max(atMs, lastMs);
        const RtpHeader header{.sequence = std::uint16_t(stream.firstSequence + number),
                               .timestamp = stream.firstTimestamp
                                   + std::uint32_t(number) * std::uint32_t(stream.packetMs * stream.clockRate / 1'000),
                               .source = stream.source};
        arrivals.push_back({std::int64_t(atMs * 1'000), header, number});
        if (chance(random) < network.duplicateShare)
            arrivals.push_back({std::int64_t((atMs + 15 * chance(random)) * 1'000), header, number});
    }
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const Arrival &one, const Arrival &other) { return one.atUs < other.atUs; });
    return arrivals;
}

} // namespace nightbell::scripted
