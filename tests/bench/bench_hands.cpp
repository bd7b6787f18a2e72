// From the wish of a member of staff to the first packet that is different for it, through the whole telephone: real
// line, engine and sound; ten callers over SIP and RTP at a time, staff at headsets, a thousand of each. A caller hears
// the greeting, staff listen, whisper (no packet for the caller may tell: measured until the engine knows that they are
// heard), take over (the caller hears a tone of theirs) and hand back.
#include "ask.h"
#include "audio/g711.h"
#include "audio/rtp_sound.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "engine/engine_thread.h"
#include "engine/system_clock.h"
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"
#include "scripted/tones.h"
#include "speech/flite_voice.h"

#include <QCoreApplication>
#include <QTimer>

#include <atomic>
#include <functional>
#include <thread>

using namespace nightbell;
using namespace nightbell::scripted;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int lanes = 10, roundsOfALane = 100;
constexpr double callerHertz = 400, staffHertz = 3'000;
constexpr double staffHeard = 4'000, othersHeard = 800; // of 32,768
constexpr int samplesOfAPacket = 160;

qint64 nowNs() { return SteadyClock::now().time_since_epoch().count(); }

// One headset: hears the caller's tone, speaks the staff's.
struct Seat
{
    std::shared_ptr<FramePost> post = std::make_shared<FramePost>();
    std::atomic<qint64> heardCallerNs = 0; // first; set to zero to wait for it anew
};

class Desk : public StaffSounds
{
public:
    Desk() : m_seats(lanes), m_thread([this] { serve(); }) { }
    ~Desk() override
    {
        m_stopping = true;
        m_thread.join();
    }
    static StaffId staff(int lane) { return StaffId(QString::number(lane)); }
    Seat &seat(int lane) { return m_seats[std::size_t(lane)]; }

    bool has(const StaffId &) const override { return true; }
    std::optional<StaffSound> open(const StaffId &staff) override { return seat(staff.text().toInt()).post; }
    void close(const StaffSound &) override { }

private:
    void serve()
    {
        const auto voice = tone(staffHertz, soundFrameRate, soundFrameSamples, 12'000);
        SoundFrame spoken{.count = soundFrameSamples};
        std::ranges::copy(voice, spoken.samples.begin());
        for (auto due = SteadyClock::now(); !m_stopping; std::this_thread::sleep_for(std::chrono::milliseconds{1})) {
            const bool speaks = SteadyClock::now() >= due;
            if (speaks)
                due += tickLength;
            for (Seat &seat : m_seats) {
                SoundFrame heard;
                while (seat.post->fromSound.pop(heard))
                    if (seat.heardCallerNs == 0 && amplitudeOf(callerHertz, soundFrameRate, heard.samples) > 1'000)
                        seat.heardCallerNs = nowNs();
                if (speaks)
                    seat.post->toSound.push(spoken);
            }
        }
    }

    std::vector<Seat> m_seats;
    std::atomic<bool> m_stopping = false;
    std::thread m_thread;
};

struct Times
{
    bench::Figures listen{"hands: listen -> the caller's voice in the headset"};
    bench::Figures whisper{"hands: whisper -> heard by the assistant"};
    bench::Figures whisperedOut{"hands: the caller's packets with the whispering voice, a call"};
    bench::Figures takeOver{"hands: take over -> first packet with the staff's voice"};
    bench::Figures assistantLater{"hands: the assistant's last packet behind that one"};
    bench::Figures handBack{"hands: hand back -> first packet without that voice"};
};

// One caller and one member of staff, call after call.
class Lane : public QObject
{
public:
    Lane(int number, quint16 sipPort, Engine &engine, Desk &desk, Times &times, std::function<void()> finished)
        : m_staff{Desk::staff(number), Role::Supervisor}
        , m_caller(sipPort)
        , m_engine(engine)
        , m_seat(desk.seat(number))
        , m_times(times)
        , m_finished(std::move(finished))
    {
        m_caller.from = "<sip:+1646555010" + QByteArray::number(number) + "@127.0.0.1>;tag=caller";
        connect(&m_tick, &QTimer::timeout, this, &Lane::step);
        QTimer::singleShot(number * 37, this, [this] { begin(); });
        m_tick.setTimerType(Qt::PreciseTimer);
        const auto voice = tone(callerHertz, narrowRate, samplesOfAPacket, 8'000);
        encode(Coding::MuLaw, voice, {reinterpret_cast<std::uint8_t *>(m_voice.data()), samplesOfAPacket});
    }
    void happened(const CallEvent &event)
    {
        const auto *whispering = std::get_if<StaffWhispering>(&event.what);
        if (m_at != At::AskingToWhisper || event.call != m_call || !whispering || !whispering->on)
            return;
        m_times.whisper.add(waitedMs(nowNs()));
        m_packetsTold = 0;
        go(At::Whispering);
    }
    void callIs(const CallSummary &call)
    {
        if (call.live() && call.answered
            && call.from.reveal().endsWith(QLatin1String("1646555010") + m_staff.staff.text()))
            m_call = call.id;
    }

private:
    enum class At {
        Calling,
        Greeted,
        Listening,
        AskingToWhisper,
        Whispering,
        TakingOver,
        Taken,
        HandingBack,
        HangingUp
    };

    void begin()
    {
        m_caller.packets.clear();
        m_caller.byesHeard = 0;
        m_packetsSeen = 0;
        m_call = {};
        m_caller.invite();
        go(At::Calling);
        m_tick.start(20);
    }

    void go(At at)
    {
        m_at = at;
        m_sinceNs = nowNs();
    }

    void asks(const Verb &verb, At then)
    {
        go(then);
        ask(&m_engine, [engine = &m_engine, call = m_call, staff = m_staff, verb] {
            bench::must(engine->ask(call, staff, verb));
        });
    }

    static Pcm samplesIn(const HeardPacket &packet)
    {
        Pcm samples(packet.payload.size());
        const auto *codes = reinterpret_cast<const std::uint8_t *>(packet.payload.constData());
        decode(Coding::MuLaw, {codes, std::size_t(samples.size())}, samples);
        return samples;
    }

    double waitedMs(qint64 untilNs) const { return double(untilNs - m_sinceNs) / 1e6; }

    void step();
    void lookAt(const HeardPacket &packet);

    Asker m_staff;
    PhoneCaller m_caller;
    const qint64 m_epochNs = nowNs(); // of the times in its packets
    QByteArray m_voice{samplesOfAPacket, '\0'};
    Engine &m_engine;
    Seat &m_seat;
    Times &m_times;
    std::function<void()> m_finished;
    QTimer m_tick;
    CallId m_call;
    At m_at = At::Calling;
    qint64 m_sinceNs = 0;
    qint64 m_staffNs = 0, m_assistantNs = 0;
    qsizetype m_packetsSeen = 0;
    int m_packetsTold = 0; // of the whisper, to the caller
    int m_rounds = 0;
};

void Lane::step()
{
    if (m_at != At::Calling)
        m_caller.sendSound(m_voice, 0);
    if (waitedMs(nowNs()) > 10'000)
        qFatal("nothing for ten seconds, in step %d%s", int(m_at), m_caller.byesHeard ? "; the call was ended" : "");
    for (; m_packetsSeen < m_caller.packets.size(); ++m_packetsSeen)
        lookAt(m_caller.packets[m_packetsSeen]);
    switch (m_at) {
    case At::Calling:
        if (m_caller.answered()) {
            m_caller.acknowledge();
            go(At::Greeted);
        }
        break;
    case At::Greeted:
        if (!m_call.isEmpty() && waitedMs(nowNs()) > 150) {
            m_seat.heardCallerNs = 0;
            asks(verb::Listen{}, At::Listening);
        }
        break;
    case At::Listening:
        if (const qint64 heard = m_seat.heardCallerNs; heard > m_sinceNs) {
            m_times.listen.add(waitedMs(heard));
            asks(verb::Whisper{}, At::AskingToWhisper);
        }
        break;
    case At::Whispering:
        if (waitedMs(nowNs()) > 100) {
            m_times.whisperedOut.add(m_packetsTold);
            asks(verb::TakeOver{}, At::TakingOver);
        }
        break;
    case At::Taken:
        if (waitedMs(nowNs()) > 120) {
            m_times.assistantLater.add(double(m_assistantNs - m_staffNs) / 1e6);
            asks(verb::HandBack{}, At::HandingBack);
        }
        break;
    case At::HangingUp:
        if (waitedMs(nowNs()) > 60) {
            m_tick.stop();
            if (++m_rounds < roundsOfALane)
                begin();
            else
                m_finished();
        }
        break;
    case At::AskingToWhisper:
        break; // until the engine says so
    case At::TakingOver:
    case At::HandingBack:
        break; // until lookAt hears it
    }
}

// What one packet for the caller says: whose voice is in it.
void Lane::lookAt(const HeardPacket &packet)
{
    const qint64 arrivedNs = m_epochNs + packet.arrivedNs;
    const Pcm samples = samplesIn(packet);
    const double staff = amplitudeOf(staffHertz, narrowRate, samples);
    const double others = std::sqrt(std::max(0.0, rms(samples) * rms(samples) - staff * staff / 2));
    if (m_at == At::Whispering && staff > othersHeard) {
        ++m_packetsTold;
    } else if (m_at == At::TakingOver && staff > staffHeard) {
        m_times.takeOver.add(waitedMs(arrivedNs));
        go(At::Taken);
        m_staffNs = m_assistantNs = arrivedNs;
    } else if (m_at == At::Taken && others > othersHeard) {
        m_assistantNs = arrivedNs;
    } else if (m_at == At::HandingBack && staff < staffHeard) {
        m_times.handBack.add(waitedMs(arrivedNs));
        m_caller.hangUp();
        go(At::HangingUp);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QHostAddress here(QHostAddress::LocalHost);
    const quint16 port = freeSipPort();
    const auto desk = std::make_shared<Desk>();
    SipLine::Place place{.callsAtMost = 2 * lanes};
    place.listen = {here, port};
    // Cut off by the take-over, the notice is due again after the hand-back: the call goes on, though nobody thinks in
    // it.
    const CallRules rules{
        .greeting = QStringLiteral("Good morning, this is the Rosewood clinic. ").repeated(6),
        .recording = {.enabled = true, .notice = QStringLiteral("This call is recorded, as all our calls are.")}};
    EngineThread thread({
        .clock = std::make_unique<SystemClock>(),
        .line = std::make_unique<SipLine>(std::move(place)),
        .sound = std::make_unique<RtpSound>(RtpSound::Place{here, PortRange{24'000, 27'999}, 2 * lanes}),
        .voice = std::make_unique<FliteVoice>(),
        .append = [](const ClinicId &, const CallEvent &) { return QtFuture::makeReadyFuture(Result<>()); },
        .destinationOf = [&](const PrivateText &) -> std::optional<Destination> {
            return Destination{ClinicId(QStringLiteral("rosewood")), BranchId(QStringLiteral("main")), rules};
        },
        .staffSounds = desk,
    });
    bench::must(thread.start());

    Times times;
    int busy = lanes;
    std::vector<std::unique_ptr<Lane>> all;
    for (int lane = 0; lane < lanes; ++lane)
        all.push_back(std::make_unique<Lane>(lane, port, thread.engine(), *desk, times, [&] {
            if (--busy == 0)
                QCoreApplication::quit();
        }));
    QObject::connect(&thread.engine(), &Engine::callChanged, &app, [&](const CallSummary &call) {
        for (const auto &lane : all)
            lane->callIs(call);
    });
    QObject::connect(&thread.engine(), &Engine::happened, &app, [&](const CallEvent &event) {
        for (const auto &lane : all)
            lane->happened(event);
    });
    QCoreApplication::exec();
    for (bench::Figures *figures :
         {&times.listen, &times.whisper, &times.whisperedOut, &times.takeOver, &times.assistantLater, &times.handBack})
        figures->print();
    thread.stop().waitForFinished();
}
