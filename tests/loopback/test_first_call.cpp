// One true thread through the telephone: a call over real SIP is answered, one sentence of flite is heard in real RTP,
// the call is journalled and ends. Proved by the sound that arrives.
#include "scripted/front_door.h"
#include "scripted/heard_speech.h"
#include "scripted/phone_caller.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

const QString greeting = QStringLiteral("Good morning, this is the Rosewood clinic. How can I help you today?");

} // namespace

class TestFirstCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theCallerHearsTheGreetingAndTheCallEnds_data();
    void theCallerHearsTheGreetingAndTheCallEnds();
    void aGreetedCallIsInTheJournal();
    void noPacketIsMissingAndEachComesInItsTime();
    void noSoundIsSentBeforeTheAcknowledgement();
    void aCallerWhoHangsUpMidSentenceHearsNothingMore();
    void aWithdrawnCallIsJournalledAsEnded();
    void aKeyReachesTheJournal();
    void anUnknownNumberIsNotFound();
    void stoppingSaysGoodbyeMidSentence();
    void sippIsServed();

private:
    void beAnswered();
    void hangUp();

    std::map<QByteArray, std::unique_ptr<PhoneCaller>> m_greeted; // by their codings; two calls at once
    ListeningJournal m_greetings;                                 // of these
    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<PhoneCaller> m_caller;
};

void TestFirstCall::initTestCase()
{
    FrontDoor door(greeting);
    for (const char *codings : {"0 101", "8"}) {
        PhoneCaller &caller = *(m_greeted[codings] = std::make_unique<PhoneCaller>(door.port));
        caller.codings = codings;
        caller.invite();
        QTRY_VERIFY(caller.answered());
        caller.acknowledge();
    }
    for (const auto &[codings, caller] : m_greeted)
        QTRY_COMPARE_WITH_TIMEOUT(caller->byesHeard, 1, 15'000);
    QTRY_COMPARE(door.journal().all<Ended>().size(), 2);
    m_greetings = door.journal();
}

void TestFirstCall::init()
{
    m_door = std::make_unique<FrontDoor>(greeting);
    QVERIFY2(m_door->opened.ok(), m_door->opened.ok() ? "" : qPrintable(m_door->opened.problem().detail));
    m_caller = std::make_unique<PhoneCaller>(m_door->port);
}

void TestFirstCall::cleanup()
{
    auto stopped = m_door->stop(); // the caller confirms meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    m_door.reset();
    m_caller.reset();
}

void TestFirstCall::beAnswered()
{
    m_caller->invite();
    [&] { QTRY_VERIFY(m_caller->answered()); }();
    m_caller->acknowledge();
}

void TestFirstCall::hangUp()
{
    m_caller->hangUp();
    QTRY_COMPARE(m_caller->codes("BYE"), QList{200});
}

void TestFirstCall::theCallerHearsTheGreetingAndTheCallEnds_data()
{
    QTest::addColumn<QByteArray>("codings");
    QTest::newRow("PCMU") << QByteArray("0 101");
    QTest::newRow("PCMA") << QByteArray("8");
}

void TestFirstCall::theCallerHearsTheGreetingAndTheCallEnds()
{
    QFETCH(QByteArray, codings);
    QCOMPARE(m_greeted.at(codings)->byesHeard, 1);

    const Pcm heard = withoutSilence(m_greeted.at(codings)->heard());
    const Pcm expected = withoutSilence(rendered(greeting));
    const double lengths = double(heard.size()) / double(expected.size());
    QVERIFY2(std::abs(lengths - 1) < 0.02, qPrintable(QString::number(lengths)));
    const double loudnesses = loudness(heard) / loudness(expected);
    QVERIFY2(std::abs(loudnesses - 1) < 0.05, qPrintable(QString::number(loudnesses)));
    QVERIFY2(likeness(heard, expected) > 0.97, qPrintable(QString::number(likeness(heard, expected))));
    const Pcm another =
        withoutSilence(rendered(QStringLiteral("We are closed on Sunday and on public holidays. Goodbye.")));
    QVERIFY2(likeness(heard, another) < 0.7, qPrintable(QString::number(likeness(heard, another))));
    QVERIFY2(shareOfSpeechBand(heard) > 0.9, qPrintable(QString::number(shareOfSpeechBand(heard))));
}

void TestFirstCall::aGreetedCallIsInTheJournal()
{
    QCOMPARE(m_greetings.all<Said>().size(), 2);
    for (const Said &said : m_greetings.all<Said>())
        QCOMPARE(said.words.reveal(), greeting);
    QCOMPARE(m_greetings.all<Played>().size(), 2);
    for (const Played &played : m_greetings.all<Played>()) {
        QCOMPARE(played.how, PlayedHow::Whole);
        QVERIFY(std::abs(played.playedMs - rendered(greeting).size() / 8) < 40);
    }
    for (const Ended &ended : m_greetings.all<Ended>())
        QCOMPARE(ended.cause, EndCause::AssistantEnded);
    const Measured first = m_greetings.all<Measured>()[0];
    for (const Measured &measured : m_greetings.all<Measured>())
        QVERIFY2(measured.what != first.what || measured.ms < 500, qPrintable(QString::number(measured.ms)));
}

void TestFirstCall::noPacketIsMissingAndEachComesInItsTime()
{
    const QList<HeardPacket> &packets = m_greeted.at("0 101")->packets;
    QVERIFY(packets.size() > 100);
    QVERIFY(packets[0].header.marker);
    int marked = 0;
    for (qsizetype index = 1; index < packets.size(); ++index) {
        const RtpHeader &before = packets[index - 1].header;
        const RtpHeader &now = packets[index].header;
        QCOMPARE(int(now.sequence), int(quint16(before.sequence + 1)));
        QCOMPARE(now.timestamp, before.timestamp + samplesPerFrame(narrowRate));
        QCOMPARE(now.source, before.source);
        QCOMPARE(packets[index].payload.size(), samplesPerFrame(narrowRate));
        marked += now.marker;
    }
    QVERIFY(marked <= 1); // the greeting, if silence came before it
    const double spanMs = double(packets.constLast().arrivedNs - packets[0].arrivedNs) / 1e6;
    const double perPacket = spanMs / double(packets.size() - 1);
    QVERIFY2(std::abs(perPacket - 20) < 0.5, qPrintable(QString::number(perPacket)));
}

void TestFirstCall::noSoundIsSentBeforeTheAcknowledgement()
{
    m_caller->invite();
    QTRY_VERIFY(m_caller->answered());
    PhoneCaller another(m_door->port); // hears its whole greeting meanwhile
    another.invite();
    QTRY_VERIFY(another.answered());
    another.acknowledge();
    QTRY_VERIFY(another.packets.size() > 50);
    QVERIFY(m_caller->packets.isEmpty());
    m_caller->acknowledge();
    QTRY_VERIFY(!m_caller->packets.isEmpty());
    another.hangUp();
    QTRY_COMPARE(another.codes("BYE"), QList{200});
    hangUp();
}

void TestFirstCall::aCallerWhoHangsUpMidSentenceHearsNothingMore()
{
    beAnswered();
    QTRY_VERIFY(m_caller->packets.size() > 50);
    m_caller->hangUp();
    QTRY_COMPARE(m_caller->codes("BYE"), QList{200});
    QTRY_COMPARE(m_door->journal().all<Played>().size(), 1);
    const Played played = m_door->journal().all<Played>()[0];
    QCOMPARE(played.how, PlayedHow::Cut);
    QVERIFY(played.heardCharacters > 0 && played.heardCharacters < int(greeting.size()) * 3 / 4);
    const auto first = std::find_if(m_caller->packets.crbegin(), m_caller->packets.crend(),
                                    [](const HeardPacket &packet) { return packet.header.marker; });
    const qint64 heardMs = (first - m_caller->packets.crbegin() + 1) * tickLength.count();
    QVERIFY2(std::abs(played.playedMs - heardMs) <= 100, // packets under way, and a machine that does other things
             qPrintable(QString::number(played.playedMs - heardMs)));
    const qsizetype packets = m_caller->packets.size();
    PhoneCaller later(m_door->port); // more than a few ticks
    later.invite();
    QTRY_VERIFY(later.answered());
    later.acknowledge();
    QTRY_VERIFY(later.packets.size() > 20);
    QVERIFY(m_caller->packets.size() <= packets + 1);
    later.hangUp();
    QTRY_COMPARE(later.codes("BYE"), QList{200});
}

void TestFirstCall::aWithdrawnCallIsJournalledAsEnded()
{
    m_caller->invite();
    m_caller->cancel();
    QTRY_COMPARE(m_caller->codes("CANCEL"), QList{200});
    QTRY_VERIFY(m_caller->codes("INVITE").constLast() == 487 || m_caller->answered());
    if (m_caller->answered()) { // the engine was faster than the second datagram
        m_caller->acknowledge();
        m_caller->hangUp();
    }
    QTRY_COMPARE(m_door->journal().all<Ended>().size(), 1);
    QCOMPARE(m_door->journal().all<Ended>()[0].cause, EndCause::CallerHungUp);
}

void TestFirstCall::aKeyReachesTheJournal()
{
    beAnswered();
    QTRY_VERIFY(!m_caller->packets.isEmpty());
    m_caller->press('5');
    m_caller->press('#');
    QTRY_COMPARE(m_door->journal().all<KeyPressed>().size(), 2);
    QCOMPARE(m_door->journal().all<KeyPressed>()[0].key.reveal(), QStringLiteral("5"));
    QCOMPARE(m_door->journal().all<KeyPressed>()[1].key.reveal(), QStringLiteral("#"));
    hangUp();
}

void TestFirstCall::anUnknownNumberIsNotFound()
{
    m_caller->number = "555";
    m_caller->invite();
    QTRY_VERIFY(m_caller->codes("INVITE").contains(404));
    QVERIFY(m_door->journal().events.isEmpty());
}

void TestFirstCall::stoppingSaysGoodbyeMidSentence()
{
    beAnswered();
    QTRY_VERIFY(m_caller->packets.size() > 10);
    auto stopped = m_door->stop();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    QCOMPARE(m_caller->byesHeard, 1);
    QCOMPARE(m_door->journal().all<Played>()[0].how, PlayedHow::Whole); // the sentence is shorter than the patience
}

void TestFirstCall::sippIsServed()
{
    const QTemporaryDir folder;
    const auto call = [&](QProcess &sipp, const char *transport) {
        sipp.setWorkingDirectory(folder.path());
        sipp.setProcessChannelMode(QProcess::MergedChannels);
        sipp.start(
            QStringLiteral("sipp"),
            {QStringLiteral("-sf"),      QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/loopback/greeted_caller.xml"),
             QStringLiteral("-t"),       QString::fromLatin1(transport),
             QStringLiteral("-i"),       QStringLiteral("127.0.0.1"),
             QStringLiteral("-p"),       QString::number(freeSipPort()),
             QStringLiteral("-mp"),      QString::number(freeSipPort()),
             QStringLiteral("-m"),       QStringLiteral("3"),
             QStringLiteral("-r"),       QStringLiteral("3"),
             QStringLiteral("-s"),       QStringLiteral("100"),
             QStringLiteral("-timeout"), QStringLiteral("30s"),
             QStringLiteral("-nostdin"), QStringLiteral("127.0.0.1:%1").arg(m_door->port)});
        QVERIFY2(sipp.waitForStarted(), "sipp is not installed");
    };
    QProcess udp, tcp;
    call(udp, "u1");
    call(tcp, "t1");
    for (QProcess *sipp : {&udp, &tcp}) {
        QTRY_COMPARE_WITH_TIMEOUT(sipp->state(), QProcess::NotRunning, 40'000);
        QVERIFY2(sipp->exitCode() == 0, sipp->readAll().right(3'000).constData());
    }
    QTRY_COMPARE(m_door->journal().all<Ended>().size(), 6);
    for (const Played &played : m_door->journal().all<Played>())
        QCOMPARE(played.how, PlayedHow::Whole);
}

QTEST_GUILESS_MAIN(TestFirstCall)
#include "test_first_call.moc"
