// Offers and answers, without a wire.
#include "line/call_sound.h"
#include "line/libre_loop.h"

#include <QTest>

using namespace nightbell;

class TestSipMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCallersFirstCodingIsAnsweredAlone_data();
    void theCallersFirstCodingIsAnsweredAlone();
    void keysFollowTheClockOfTheVoice();
    void theirWishOfPacketsIsKept_data();
    void theirWishOfPacketsIsKept();
    void packetsShorterThanOursAreNotTaken();
    void anAnswerOfOurOwnKindIsUnderstood();
    void holdIsSaidAndHeard_data();
    void holdIsSaidAndHeard();
    void keysAreMirrored();
    void withoutEncryptedSignallingNoKeysAreTaken();
    void anOfferWithoutUsableKeysIsNotTaken();
    void anOfferThatCannotBeTakenChangesNothing();
    void holdOfOldTimesKeepsTheAddress();
    void aCodingWithoutAClockSpoilsNothing();

private:
    const TrustedSources m_trusted{};
    const LibreLoop m_libre{"unused"}; // holds the library open
};

namespace {

const QHostAddress here(QHostAddress::LocalHost);
const MediaAddress ours{here, 40'000};

QByteArray sdp(const QByteArray &codings, const QByteArray &lines = {}, const QByteArray &protocol = "RTP/AVP",
               const QByteArray &host = "127.0.0.1")
{
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio 5000 " + protocol + ' '
        + codings + "\r\n" + lines;
}

const QByteArray opus = "a=rtpmap:111 opus/48000/2\r\n";
const QByteArray keys8 = "a=rtpmap:101 telephone-event/8000\r\n";
const QByteArray keys48 = "a=rtpmap:110 telephone-event/48000\r\n";

Result<MediaPath> begun(CallSound &sound, Secrecy secrecy = Secrecy::Plain)
{
    sound.place(ours);
    if (const Result<> ready = sound.begin(secrecy); !ready)
        return ready.problem();
    return MediaPath{};
}

Result<> hear(CallSound &sound, const QByteArray &theirs, bool offer = true) { return sound.hear(theirs, offer); }

QByteArray say(CallSound &sound, bool offer = false)
{
    const Result<QByteArray> said = sound.say(offer);
    return said ? said.value() : QByteArray();
}

} // namespace

void TestSipMedia::theCallersFirstCodingIsAnsweredAlone_data()
{
    QTest::addColumn<QByteArray>("codings");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<Coding>("coding");
    QTest::addColumn<int>("payloadType");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("µ-law") << QByteArray("0 8 101") << keys8 << Coding::MuLaw << 0 << QByteArray("0 101\r\n");
    QTest::newRow("A-law") << QByteArray("8 0") << QByteArray() << Coding::ALaw << 8 << QByteArray("8\r\n");
    QTest::newRow("Opus") << QByteArray("111 0 8") << opus << Coding::Opus << 111 << QByteArray("111\r\n");
    QTest::newRow("Opus second") << QByteArray("8 111") << opus << Coding::ALaw << 8 << QByteArray("8\r\n");
    QTest::newRow("one that nobody knows")
        << QByteArray("18 3 0") << QByteArray() << Coding::MuLaw << 0 << QByteArray("0\r\n");
    QTest::newRow("a dynamic A-law") << QByteArray("97") << QByteArray("a=rtpmap:97 PCMA/8000\r\n") << Coding::ALaw
                                     << 97 << QByteArray("97\r\n");
}

void TestSipMedia::theCallersFirstCodingIsAnsweredAlone()
{
    QFETCH(QByteArray, codings);
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, answer);
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    QVERIFY(hear(sound, sdp(codings, lines)).ok());
    const QByteArray said = say(sound);
    QVERIFY2(said.contains("m=audio 40000 RTP/AVP " + answer), said.constData());
    QTEST(sound.path().value().coding, "coding");
    QTEST(int(sound.path().value().payloadType), "payloadType");
}

void TestSipMedia::keysFollowTheClockOfTheVoice()
{
    CallSound voice(m_trusted, {here});
    QVERIFY(begun(voice).ok());
    QVERIFY(hear(voice, sdp("111 0 101 110", opus + keys8 + keys48)).ok());
    QVERIFY(say(voice).contains("RTP/AVP 111 110\r\n"));
    QCOMPARE(int(voice.path().value().keyPayloadType.value_or(0)), 110);
    CallSound old(m_trusted, {here});
    QVERIFY(begun(old).ok());
    QVERIFY(hear(old, sdp("0 110 101", keys8 + keys48)).ok());
    QCOMPARE(int(old.path().value().keyPayloadType.value_or(0)), 101);
    CallSound without(m_trusted, {here});
    QVERIFY(begun(without).ok());
    QVERIFY(hear(without, sdp("0 110", keys48)).ok());
    QVERIFY(!without.path().value().keyPayloadType);
}

void TestSipMedia::theirWishOfPacketsIsKept_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("packetMs");
    QTest::newRow("none") << QByteArray() << 20;
    QTest::newRow("20") << QByteArray("a=ptime:20\r\n") << 20;
    QTest::newRow("30 is no whole tick") << QByteArray("a=ptime:30\r\n") << 20;
    QTest::newRow("40") << QByteArray("a=ptime:40\r\n") << 40;
    QTest::newRow("60") << QByteArray("a=ptime:60\r\n") << 60;
    QTest::newRow("too much") << QByteArray("a=ptime:500\r\n") << 60;
    QTest::newRow("nonsense") << QByteArray("a=ptime:-x\r\n") << 20;
}

void TestSipMedia::theirWishOfPacketsIsKept()
{
    QFETCH(QByteArray, lines);
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    QVERIFY(hear(sound, sdp("0", lines)).ok());
    QTEST(sound.path().value().packetMs, "packetMs");
}

void TestSipMedia::packetsShorterThanOursAreNotTaken()
{
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    QVERIFY(!hear(sound, sdp("0", "a=maxptime:10\r\n")).ok());
}

void TestSipMedia::anAnswerOfOurOwnKindIsUnderstood()
{
    CallSound caller(m_trusted, {here});
    CallSound called(m_trusted, {here});
    QVERIFY(begun(caller).ok() && begun(called).ok());
    const QByteArray offer = say(caller, true);
    QVERIFY(offer.contains("RTP/AVP 0 8 96 101 102"));
    QVERIFY(offer.contains("a=rtpmap:96 opus/48000/2\r\na=fmtp:96 "));
    QVERIFY(hear(called, offer).ok());
    QVERIFY(hear(caller, say(called), false).ok());
    QCOMPARE(caller.path().value(), called.path().value());
}

void TestSipMedia::holdIsSaidAndHeard_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<bool>("weHold");
    QTest::addColumn<Flow>("flow");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nobody") << QByteArray("a=sendrecv\r\n") << false << Flow::BothWays << QByteArray("a=sendrecv");
    QTest::newRow("they") << QByteArray("a=sendonly\r\n") << false << Flow::FromThem << QByteArray("a=recvonly");
    QTest::newRow("they, silently") << QByteArray("a=inactive\r\n") << false << Flow::Nowhere
                                    << QByteArray("a=inactive");
    QTest::newRow("we") << QByteArray("a=sendrecv\r\n") << true << Flow::ToThem << QByteArray("a=sendonly");
    QTest::newRow("both") << QByteArray("a=sendonly\r\n") << true << Flow::Nowhere << QByteArray("a=inactive");
}

void TestSipMedia::holdIsSaidAndHeard()
{
    QFETCH(QByteArray, theirs);
    QFETCH(bool, weHold);
    QFETCH(QByteArray, answer);
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    sound.hold(weHold);
    QVERIFY(hear(sound, sdp("0", theirs)).ok());
    QTEST(sound.path().value().flow, "flow");
    QVERIFY(say(sound).contains(answer));
}

void TestSipMedia::keysAreMirrored()
{
    CallSound caller(m_trusted, {here});
    CallSound called(m_trusted, {here});
    QVERIFY(begun(caller, Secrecy::Keyed).ok() && begun(called, Secrecy::Keyed).ok());
    const QByteArray offer = say(caller, true);
    QVERIFY(offer.contains("RTP/SAVP"));
    QVERIFY(hear(called, offer).ok());
    QVERIFY(hear(caller, say(called), false).ok());
    QCOMPARE(caller.path().value().keys->ours, called.path().value().keys->theirs);
    QCOMPARE(caller.path().value().keys->theirs, called.path().value().keys->ours);
}

void TestSipMedia::withoutEncryptedSignallingNoKeysAreTaken()
{
    CallSound caller(m_trusted, {here});
    CallSound called(m_trusted, {here});
    QVERIFY(begun(caller, Secrecy::Keyed).ok() && begun(called).ok());
    QVERIFY(!hear(called, say(caller, true)).ok());
}

void TestSipMedia::anOfferWithoutUsableKeysIsNotTaken()
{
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound, Secrecy::Keyed).ok());
    QVERIFY(!hear(sound, sdp("0", "a=crypto:1 F8_128_HMAC_SHA1_80 inline:abc\r\n", "RTP/SAVP")).ok());
    QVERIFY(!hear(sound, sdp("0", {}, "RTP/SAVP")).ok());
    QVERIFY(hear(sound, sdp("0")).ok()); // plain sound over encrypted signalling stays plain
    QVERIFY(!sound.path().value().keys);
}

void TestSipMedia::anOfferThatCannotBeTakenChangesNothing()
{
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    QVERIFY(hear(sound, sdp("8")).ok());
    const MediaPath before = sound.path().value();
    QVERIFY(!hear(sound, sdp("18")).ok());
    QVERIFY(!hear(sound, sdp("8", {}, "RTP/AVP", "198.51.100.7")).ok());
    QVERIFY(!hear(sound, "nonsense").ok());
    QCOMPARE(sound.path().value(), before);
}

void TestSipMedia::holdOfOldTimesKeepsTheAddress()
{
    CallSound sound(m_trusted, {here});
    QVERIFY(begun(sound).ok());
    QVERIFY(!hear(sound, sdp("0", {}, "RTP/AVP", "0.0.0.0")).ok());
    QVERIFY(hear(sound, sdp("0")).ok());
    QVERIFY(hear(sound, sdp("0", {}, "RTP/AVP", "0.0.0.0")).ok());
    QCOMPARE(sound.path().value().flow, Flow::Nowhere);
    QCOMPARE(sound.path().value().remote.host, here);
}

void TestSipMedia::aCodingWithoutAClockSpoilsNothing()
{
    CallSound sound(m_trusted, here);
    QVERIFY(begun(sound).ok());
    QVERIFY(hear(sound, sdp("8 18", "a=rtpmap:18 G729\r\nm=video 3227 RTP/AVP 31\r\na=rtpmap:31 LPC")).ok());
    QCOMPARE(sound.path().value().coding, Coding::ALaw);
}

QTEST_APPLESS_MAIN(TestSipMedia)
#include "test_sip_media.moc"
