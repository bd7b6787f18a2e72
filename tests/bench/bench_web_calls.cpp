// What WebRTC calls cost: callers of our own offering end, in a process of their own, each sending Opus every 20 ms,
// against the whole telephone (engine, line, sound, prompt looped out). CPU and memory are of the clinic's process
// alone. When the callers' packets come is looked at every millisecond.
#include "audio/packet_post.h"
#include "audio/rtp.h"
#include "audio/rtp_sound.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "engine/engine_thread.h"
#include "engine/system_clock.h"
#include "line/web_line.h"
#include "speech/flite_voice.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTimer>

#include <cmath>
#include <iostream>
#include <map>
#include <opus/opus.h>
#include <sys/resource.h>
#include <thread>

using namespace nightbell;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int warmUpMs = 3'000, measuredMs = 12'000;
const QHostAddress here(QHostAddress::LocalHost);

// Signals cross as one line each: the leg, a space, the text in base64.
QByteArray lineOf(const LegId &leg, const QByteArray &text)
{
    return leg.text().toLatin1() + ' ' + text.toBase64() + '\n';
}

std::pair<LegId, QByteArray> signalIn(const QByteArray &line)
{
    const QByteArray words = line.trimmed();
    const qsizetype space = words.indexOf(' ');
    return {LegId(QString::fromLatin1(words.first(space))), QByteArray::fromBase64(words.mid(space + 1))};
}

double cpuMs()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval &time) { return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3; };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

qint64 memoryKb()
{
    QFile rollup(QStringLiteral("/proc/self/smaps_rollup"));
    rollup.open(QIODevice::ReadOnly);
    for (const QByteArray &line : rollup.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toLongLong();
    return 0;
}

// A second of a spoken-like tone as Opus, sent again and again.
std::vector<QByteArray> spokenPackets()
{
    constexpr int rate = 48'000, samples = rate / 50;
    int error = 0;
    OpusEncoder *encoder = opus_encoder_create(rate, 1, OPUS_APPLICATION_VOIP, &error);
    std::vector<QByteArray> packets;
    for (int packet = 0; packet < 50; ++packet) {
        std::array<qint16, samples> sound{};
        for (int i = 0; i < samples; ++i) {
            const double at = double(packet * samples + i) / rate;
            sound[std::size_t(i)] =
                qint16(6'000 * std::sin(1'400 * at) * (1 + std::sin(25 * at)) + 1'500 * std::sin(7'000 * at));
        }
        QByteArray bytes(400, '\0');
        bytes.resize(opus_encode(encoder, sound.data(), samples, reinterpret_cast<uchar *>(bytes.data()), 400));
        packets.push_back(bytes);
    }
    opus_encoder_destroy(encoder);
    return packets;
}

struct Caller
{
    std::shared_ptr<PacketPost> post = std::make_shared<PacketPost>();
    std::optional<MediaPath> path;
    quint16 sent = 0;
    std::optional<quint16> lastSequence;
    SteadyClock::time_point lastCame;
};

class Callers
{
public:
    void hear(Caller &caller)
    {
        PostedPacket posted;
        while (caller.post->receive(posted)) {
            const auto packet = parseRtp(posted.view());
            if (!packet || packet->header.payloadType != caller.path->payloadType)
                continue;
            const auto now = SteadyClock::now();
            const quint16 sequence = packet->header.sequence;
            if (caller.lastSequence && measuring) {
                const int step = quint16(sequence - *caller.lastSequence);
                lost += step - 1;
                ++heard;
                gaps.add(
                    std::abs(std::chrono::duration<double, std::milli>(now - caller.lastCame).count() - 20.0 * step));
            }
            caller.lastSequence = sequence;
            caller.lastCame = now;
        }
    }

    void speak(Caller &caller)
    {
        std::array<std::uint8_t, postedBytesAtMost> bytes{};
        writeRtpHeader({.payloadType = caller.path->payloadType,
                        .sequence = caller.sent,
                        .timestamp = caller.sent * 960u,
                        .source = 7},
                       std::span(bytes).first<rtpHeaderBytes>());
        const QByteArray &spoken = m_spoken[caller.sent++ % m_spoken.size()];
        std::ranges::copy(spoken, bytes.begin() + rtpHeaderBytes);
        caller.post->send(std::span(bytes).first(rtpHeaderBytes + std::size_t(spoken.size())));
    }

    bench::Figures gaps{"web: distance of a gap from 20 ms, at the callers"};
    qint64 heard = 0, lost = 0;
    bool measuring = false;

private:
    const std::vector<QByteArray> m_spoken = spokenPackets();
};

// The callers' process: signals on standard input and output, figures on standard error at the end.
int runCallers(int count)
{
    WebLine line(WebLine::Place{.host = here, .ports = {30'000, 39'999}, .callsAtMost = count});
    bench::must(line.open());
    std::map<LegId, Caller> callers;
    QFile out;
    out.open(1, QIODevice::WriteOnly);
    QObject context;
    QObject::connect(&line, &WebLine::said, &context, [&](const LegId &leg, const QByteArray &text) {
        out.write(lineOf(leg, text));
        out.flush();
    });
    QObject::connect(&line, &Line::connected, &context,
                     [&](const LegId &leg, const MediaPath &path) { callers.at(leg).path = path; });
    for (int number = 0; number < count; ++number) {
        const LegId leg(QStringLiteral("caller-%1").arg(number));
        bench::must(line.offer(leg, callers[leg].post));
    }
    std::thread ear([&] {
        for (std::string words; std::getline(std::cin, words);) {
            const auto [leg, text] = signalIn(QByteArray::fromStdString(words));
            (void)line.hear(leg, text);
        }
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    Callers all;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    auto due = SteadyClock::now();
    QObject::connect(&tick, &QTimer::timeout, &context, [&] {
        const bool speaks = SteadyClock::now() >= due;
        for (auto &[leg, caller] : callers) {
            if (!caller.path)
                continue;
            all.hear(caller);
            if (speaks)
                all.speak(caller);
        }
        if (speaks)
            due += tickLength;
    });
    tick.start(1);
    QTimer::singleShot(warmUpMs, &context, [&] { all.measuring = true; });
    QTimer::singleShot(warmUpMs + measuredMs, &context, [&] { all.measuring = false; });
    QCoreApplication::exec();
    ear.join();
    all.gaps.print();
    bench::printFigure("web: packets that came", double(all.heard), "");
    bench::printFigure("web: packets lost", double(all.lost), "");
    return 0;
}

void measure(int count)
{
    auto owned =
        std::make_unique<WebLine>(WebLine::Place{.host = here, .ports = {40'000, 49'999}, .callsAtMost = count});
    WebLine *line = owned.get();
    EngineThread thread({
        .clock = std::make_unique<SystemClock>(),
        .line = std::move(owned),
        .sound = std::make_unique<RtpSound>(RtpSound::Place{here, PortRange{24'000, 27'999}, count}),
        .voice = std::make_unique<FliteVoice>(),
        .append = [](const ClinicId &, const CallEvent &) { return QtFuture::makeReadyFuture(Result<>()); },
        .destinationOf = [](const PrivateText &) { return std::optional<Destination>(); },
        .testExtensions = true,
    });
    bench::must(thread.start());
    const qint64 before = memoryKb();

    QProcess callers;
    callers.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QObject context;
    std::map<LegId, LegId> callerOf;
    QObject::connect(line, &WebLine::said, &context,
                     [&](const LegId &leg, const QByteArray &text) { callers.write(lineOf(callerOf[leg], text)); });
    QObject::connect(&callers, &QProcess::readyReadStandardOutput, &context, [&] {
        while (callers.canReadLine()) {
            const QByteArray words = callers.readLine();
            if (words.startsWith('|')) {
                std::fputs(words.constData(), stdout);
                continue;
            }
            const auto [caller, text] = signalIn(words);
            const auto leg = line->invite({.from = PrivateText(QStringLiteral("+16465550100")),
                                           .called = {PrivateText(QStringLiteral("playback"))}},
                                          text);
            if (leg)
                callerOf[leg.value()] = caller;
        }
    });
    callers.start(QCoreApplication::applicationFilePath(), {QStringLiteral("callers"), QString::number(count)});
    double cpu = 0;
    QTimer::singleShot(warmUpMs, &context, [&] { cpu = cpuMs(); });
    QTimer::singleShot(warmUpMs + measuredMs, &context, [&] {
        cpu = cpuMs() - cpu;
        const qint64 kb = memoryKb() - before;
        std::printf("| web: %d calls: CPU of a core per call | %.3f %% ||||\n", count, 100 * cpu / measuredMs / count);
        std::printf("| web: %d calls: memory per call | %lld kB ||||\n", count, static_cast<long long>(kb / count));
        std::fflush(stdout);
        callers.closeWriteChannel();
    });
    QObject::connect(&callers, &QProcess::finished, &context, &QCoreApplication::quit);
    QCoreApplication::exec();
    thread.stop().waitForFinished();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QStringLiteral("callers"))
        return runCallers(words.value(2).toInt());
    for (const int count : {10, 50})
        measure(count);
}
