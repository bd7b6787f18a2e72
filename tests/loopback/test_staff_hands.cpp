// Staff at a headset in a call over the whole telephone: what of them reaches the caller, and what never does.
#include "ask.h"
#include "scripted/front_door.h"
#include "scripted/phone_caller.h"
#include "scripted/tones.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr double staffHertz = 3'300; // where a voice has little
constexpr double loud = 4'000, silent = 150;
constexpr quint8 keyPayloadType = 101;
const Asker dana{StaffId(u"dana"_s), Role::Supervisor};
const QString greeting =
    u"Good morning, this is the Rosewood clinic. Our doctors are in from nine to five on weekdays, "
    "and from ten to twelve on Saturdays. You can tell me what you need in your own words, and I "
    "will find you a time, take a message, or call somebody of our staff for you."_s;

class OneHeadset : public StaffSounds // whoever wears it hums one tone
{
public:
    OneHeadset()
    {
        const auto hum = tone(staffHertz, soundFrameRate, soundFrameSamples, 8'000); // 66 whole waves
        std::ranges::copy(hum, m_hum.samples.begin());
        m_hum.count = soundFrameSamples;
        m_clock.start();
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.callOnTimeout([this] {
            for (; m_clock.elapsed() >= m_ticks * 20; ++m_ticks)
                m_post->toSound.push(m_hum);
            for (SoundFrame frame; m_post->fromSound.pop(frame);)
                heard.insert(heard.end(), frame.samples.begin(), frame.samples.end());
        });
        m_pace.start(5);
    }
    bool has(const StaffId &) const override { return true; }
    std::optional<StaffSound> open(const StaffId &) override { return m_post; }
    void close(const StaffSound &) override { }

    std::vector<std::int16_t> heard;

private:
    std::shared_ptr<FramePost> m_post = std::make_shared<FramePost>();
    SoundFrame m_hum;
    QElapsedTimer m_clock;
    QTimer m_pace;
    int m_ticks = 0;
};

} // namespace

class TestStaffHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aWhisperIsNeverHeardByTheCaller();
    void keysReachTheCallersTelephone();

private:
    void asks(const Verb &verb)
    {
        Engine &engine = m_door->engine();
        const auto asked = ask(&engine, [this, &engine, verb] { return engine.ask(m_call, dana, verb); });
        QTRY_VERIFY(asked.isFinished());
        QVERIFY2(asked.result(), asked.result() ? "" : qPrintable(asked.result().problem().detail));
    }
    template<class What> qsizetype told() const { return m_door->journal().all<What>().size(); }
    double humIn(qsizetype from, qsizetype to = -1) const // what the caller heard
    {
        const Pcm heard = m_caller->heard().mid(from, to < 0 ? -1 : to - from);
        return amplitudeOf(staffHertz, narrowRate, std::span(heard.constData(), std::size_t(heard.size())));
    }
    qsizetype heardSoFar() const { return m_caller->heard().size(); }
    double humOfLate() const { return humIn(std::max<qsizetype>(0, heardSoFar() - 1'600)); }

    std::shared_ptr<OneHeadset> m_headset;
    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<PhoneCaller> m_caller;
    CallId m_call;
};

void TestStaffHands::init()
{
    m_headset = std::make_shared<OneHeadset>();
    m_door =
        std::make_unique<FrontDoor>(greeting, SipLine::Place{.callsAtMost = 10}, FrontDoorExtras{.staff = m_headset});
    QVERIFY(m_door->opened.ok());
    m_caller = std::make_unique<PhoneCaller>(m_door->port);
    m_caller->invite();
    QTRY_VERIFY(m_caller->answered());
    m_caller->acknowledge();
    QTRY_VERIFY(heardSoFar() > 0);
    m_call = m_door->journal().events.constFirst().call;
}

void TestStaffHands::cleanup()
{
    m_caller->hangUp();
    QTRY_COMPARE(m_caller->codes("BYE"), QList{200});
    const auto stopped = m_door->stop();
    QTRY_VERIFY(stopped.isFinished());
    m_door.reset();
}

void TestStaffHands::aWhisperIsNeverHeardByTheCaller()
{
    asks(verb::Whisper{});
    QTRY_COMPARE(told<StaffWhispering>(), 1);
    const qsizetype whispering = heardSoFar();
    QTRY_VERIFY(heardSoFar() > whispering + narrowRate);
    QVERIFY2(humIn(0) < silent, qPrintable(QString::number(humIn(0))));
    QVERIFY(rms(std::span(m_headset->heard).last(soundFrameRate)) > 300); // they hear the assistant

    asks(verb::BargeIn{}); // the same headset, the same hum: it could have been heard
    QTRY_VERIFY(humOfLate() > loud);
    asks(verb::Whisper{});
    QTRY_COMPARE(told<StaffWhispering>(), 2);
    QTRY_VERIFY(humOfLate() < silent);
    const qsizetype again = heardSoFar();
    QTRY_VERIFY(heardSoFar() > again + narrowRate / 2);
    QVERIFY2(humIn(again) < silent, qPrintable(QString::number(humIn(again))));
    QVERIFY(m_door->journal().all<Ended>().isEmpty()); // the assistant had the call all the time
}

void TestStaffHands::keysReachTheCallersTelephone()
{
    asks(verb::TakeOver{});
    QTRY_COMPARE(told<TookOver>(), 1);
    asks(verb::Keypad{PrivateText(u"42#"_s)});
    const auto pressed = [this] {
        QMap<quint32, int> codes; // by the moment of the press, which all its packets bear
        for (const HeardPacket &packet : std::as_const(m_caller->packets))
            if (packet.header.payloadType == keyPayloadType && !packet.payload.isEmpty())
                codes.insert(packet.header.timestamp, packet.payload[0]);
        return codes.values();
    };
    QTRY_COMPARE(pressed(), (QList{4, 2, 11}));
    QTRY_VERIFY(humOfLate() > loud); // they go on talking
}

QTEST_GUILESS_MAIN(TestStaffHands)
#include "test_staff_hands.moc"
