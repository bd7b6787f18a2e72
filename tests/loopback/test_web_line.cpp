// Two ends of our own talk with each other: one makes the offer, the other answers as it answers browsers. Only the
// signalling texts are carried by hand.
#include "scripted/log_catcher.h"
#include "scripted/opus_party.h"
#include "scripted/web_end.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QUdpSocket>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const QHostAddress here(QHostAddress::LocalHost);

quint16 portIn(const QByteArray &sdp)
{
    static const QRegularExpression port(u"m=audio (\\d+)"_s);
    return port.match(QString::fromLatin1(sdp)).captured(1).toUShort();
}

} // namespace

class TestWebLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void twoEndsMeetAndHearEachOther();
    void eachEndHearsTheOthersTone();
    void hangingUpIsHeardWithoutSignalling();
    void aByeEndsTheCall();
    void aRefusalSaysWhy();
    void aWrongFingerprintIsRefused();
    void theAnswerersFingerprintIsCheckedToo();
    void silenceEndsTheCall();
    void anOfferThatNobodyAnswersEnds();
    void beyondTheLimitOffersAreRefused();
    void offersThatCannotBeTakenAreRefused_data();
    void offersThatCannotBeTakenAreRefused();
    void strangersAreNotHeard();
    void nothingIsSentBeforeTheKeysAreAgreed();
    void closingSaysByeToEveryCall();
    void theLogNamesTheRoadButNoAddress();

private:
    void open();
    void offerAndInvite();
    void meet();

    WebPatience m_desksPatience;
    WebPatience m_remotesPatience;
    std::unique_ptr<WebEnd> m_desk;   // answers
    std::unique_ptr<WebEnd> m_remote; // offers
    const LegId m_remoteLeg{u"console"_s};
    LegId m_deskLeg;
};

void TestWebLine::init()
{
    m_desksPatience = m_remotesPatience = {};
    m_deskLeg = {};
}

void TestWebLine::open()
{
    WebLine::Place place{.host = here, .ports = {40'000, 49'999}, .callsAtMost = 1, .patience = m_desksPatience};
    m_desk = std::make_unique<WebEnd>(place);
    place.patience = m_remotesPatience;
    m_remote = std::make_unique<WebEnd>(place);
    QVERIFY(m_desk->line.open().ok());
    QVERIFY(m_remote->line.open().ok());
}

void TestWebLine::cleanup()
{
    m_desk.reset();
    m_remote.reset();
}

void TestWebLine::offerAndInvite()
{
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok());
    QTRY_COMPARE(m_remote->texts.size(), 1);
    const auto leg = m_desk->line.invite({.from = PrivateText(u"+4930123456"_s), .called = {PrivateText(u"100"_s)}},
                                         m_remote->texts[0]);
    QVERIFY(leg.ok());
    m_deskLeg = leg.value();
    QTRY_COMPARE(m_desk->arrived.size(), 1);
}

void TestWebLine::meet()
{
    offerAndInvite();
    m_desk->line.order(m_deskLeg, AnswerLeg{m_desk->post});
    QTRY_COMPARE(m_desk->texts.size(), 1);
    QVERIFY(m_remote->line.hear(m_remoteLeg, m_desk->texts[0]).ok());
    QTRY_COMPARE(m_desk->paths.size(), 1);
    QTRY_COMPARE(m_remote->paths.size(), 1);
}

void TestWebLine::twoEndsMeetAndHearEachOther()
{
    open();
    meet();
    const ArrivedCall &call = m_desk->arrived[0];
    QCOMPARE(call.leg, m_deskLeg);
    QCOMPARE(call.provider, u"web"_s);
    QCOMPARE(call.media, MediaKind::Post);
    QCOMPARE(call.called, QList{PrivateText(u"100"_s)});
    for (const WebEnd *end : {m_desk.get(), m_remote.get()}) {
        QCOMPARE(end->path().coding, Coding::Opus);
        QCOMPARE(end->path().payloadType, quint8(111));
        QCOMPARE(end->path().keyPayloadType.value_or(0), quint8(110));
        QCOMPARE(end->path().flow, Flow::BothWays);
    }

    QList<QByteArray> toDesk, toRemote;
    for (quint16 number = 0; number < 10; ++number) {
        toDesk.append("from the remote " + QByteArray::number(number));
        toRemote.append("from the desk " + QByteArray::number(number));
        QVERIFY(m_remote->post->send(bytesOf(packet(toDesk.constLast(), 111, number))));
        QVERIFY(m_desk->post->send(bytesOf(packet(toRemote.constLast(), 111, number))));
    }
    QList<QByteArray> atDesk, atRemote;
    QTRY_COMPARE((atDesk += payloadsIn(*m_desk->post)), toDesk);
    QTRY_COMPARE((atRemote += payloadsIn(*m_remote->post)), toRemote);
    QCOMPARE(m_desk->line.counts().forged, 0);
}

void TestWebLine::eachEndHearsTheOthersTone()
{
    open();
    OpusParty desk(440), remote(1'000);
    m_desk->post = desk.post();
    m_remote->post = remote.post();
    meet();
    desk.speak(m_desk->path());
    remote.speak(m_remote->path());
    QTRY_VERIFY(desk.amplitude(1'000) > 4'000 && remote.amplitude(440) > 4'000);
    QVERIFY(desk.amplitude(440) < 100 && remote.amplitude(1'000) < 100);
}

void TestWebLine::hangingUpIsHeardWithoutSignalling()
{
    open();
    meet();
    m_desk->line.order(m_deskLeg, HangUpLeg{});
    QTRY_COMPARE(m_remote->ends, QList{EndCause::CallerHungUp});
    QVERIFY(m_desk->ends.isEmpty());
    QTRY_COMPARE(m_desk->said(1), (WebSignal{.reason = WebBye::Ended}));
}

void TestWebLine::aByeEndsTheCall()
{
    open();
    meet();
    QVERIFY(m_desk->line.hear(m_deskLeg, toText({.reason = WebBye::Ended})).ok());
    QTRY_COMPARE(m_desk->ends, QList{EndCause::CallerHungUp});
    QTRY_COMPARE(m_remote->ends.size(), 1);
}

void TestWebLine::aRefusalSaysWhy()
{
    open();
    offerAndInvite();
    m_desk->line.order(m_deskLeg, RefuseLeg{Refusal::UnknownNumber});
    QTRY_COMPARE(m_desk->texts.size(), 1);
    QCOMPARE(m_desk->said(0), (WebSignal{.reason = WebBye::UnknownNumber}));
}

void TestWebLine::aWrongFingerprintIsRefused()
{
    open();
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok());
    QTRY_COMPARE(m_remote->texts.size(), 1);
    WebSignal offer = m_remote->said(0);
    const qsizetype at = offer.sdp.indexOf("sha-256 ") + 8;
    offer.sdp[at] = offer.sdp[at] == 'A' ? 'B' : 'A';
    m_deskLeg = m_desk->line.invite({}, toText(offer)).value();
    m_desk->line.order(m_deskLeg, AnswerLeg{m_desk->post});
    QTRY_COMPARE(m_desk->texts.size(), 1);
    QVERIFY(m_remote->line.hear(m_remoteLeg, m_desk->texts[0]).ok());
    QTRY_COMPARE(m_desk->ends, QList{EndCause::LineLost});
    QCOMPARE(m_desk->line.counts().unproven, 1);
    QVERIFY(m_desk->paths.isEmpty());
}

void TestWebLine::theAnswerersFingerprintIsCheckedToo()
{
    open();
    offerAndInvite();
    m_desk->line.order(m_deskLeg, AnswerLeg{m_desk->post});
    QTRY_COMPARE(m_desk->texts.size(), 1);
    WebSignal answer = m_desk->said(0);
    const qsizetype at = answer.sdp.indexOf("sha-256 ") + 8;
    answer.sdp[at] = answer.sdp[at] == 'A' ? 'B' : 'A';
    QVERIFY(m_remote->line.hear(m_remoteLeg, toText(answer)).ok());
    QTRY_COMPARE(m_remote->ends, QList{EndCause::LineLost});
    QCOMPARE(m_remote->line.counts().unproven, 1);
    QVERIFY(m_remote->paths.isEmpty());
}

void TestWebLine::silenceEndsTheCall()
{
    m_desksPatience.silence = std::chrono::milliseconds{500};
    open();
    meet();
    QTRY_COMPARE(m_desk->ends, QList{EndCause::LineLost});
    QCOMPARE(m_desk->line.counts().silent, 1);
}

void TestWebLine::anOfferThatNobodyAnswersEnds()
{
    m_remotesPatience.answer = std::chrono::milliseconds{300};
    open();
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok());
    QTRY_COMPARE(m_remote->ends, QList{EndCause::LineLost});
    QCOMPARE(m_remote->line.counts().notSetUp, 1);
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok()); // its seat is free again
}

void TestWebLine::beyondTheLimitOffersAreRefused()
{
    open();
    offerAndInvite();
    const auto second = m_desk->line.invite({}, m_remote->texts[0]);
    QVERIFY(!second.ok());
    QCOMPARE(second.problem().kind, Problem::Kind::Full);
    QCOMPARE(m_desk->line.counts().beyondLimit, 1);
    m_desk->line.order(m_deskLeg, RefuseLeg{});
    Result<LegId> third = second;
    QTRY_VERIFY(third.ok() || (third = m_desk->line.invite({}, m_remote->texts[0])).ok());
}

void TestWebLine::offersThatCannotBeTakenAreRefused_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("instead");
    QTest::newRow("no fingerprint") << QByteArray("a=fingerprint") << QByteArray("a=nothing");
    QTest::newRow("a weaker hash") << QByteArray("sha-256") << QByteArray("sha-1");
    QTest::newRow("no Opus") << QByteArray("opus/48000") << QByteArray("PCMA/8000");
    QTest::newRow("two ports") << QByteArray("a=rtcp-mux") << QByteArray("a=nothing");
    QTest::newRow("waits for our hello") << QByteArray("setup:actpass") << QByteArray("setup:passive");
    QTest::newRow("no ICE user") << QByteArray("a=ice-ufrag") << QByteArray("a=nothing");
    QTest::newRow("no ICE password") << QByteArray("a=ice-pwd:") << QByteArray("a=ice-pwd:short\r\na=nothing:");
    QTest::newRow("sound in clear") << QByteArray("UDP/TLS/RTP/SAVPF") << QByteArray("RTP/AVP");
    QTest::newRow("no sound") << QByteArray("m=audio") << QByteArray("m=video");
}

void TestWebLine::offersThatCannotBeTakenAreRefused()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, instead);
    open();
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok());
    QTRY_COMPARE(m_remote->texts.size(), 1);
    WebSignal offer = m_remote->said(0);
    QVERIFY(offer.sdp.contains(what));
    offer.sdp.replace(what, instead);
    QVERIFY(m_desk->line.invite({}, toText(offer)).ok());
    QTRY_COMPARE(m_desk->texts.size(), 1);
    QCOMPARE(m_desk->said(0), (WebSignal{.reason = WebBye::Unavailable}));
    QCOMPARE(m_desk->line.counts().unacceptable, 1);
    QVERIFY(m_desk->arrived.isEmpty());
}

void TestWebLine::strangersAreNotHeard()
{
    open();
    meet();
    QUdpSocket stranger;
    QVERIFY(stranger.bind(here, 0));
    const quint16 port = portIn(m_desk->said(0).sdp);
    for (quint16 number = 0; number < 5; ++number)
        stranger.writeDatagram(packet("a stranger's words, sealed by nobody", 111, number), here, port);
    stranger.writeDatagram("\x16\xfe\xff a hello of DTLS", here, port);
    m_remote->post->send(bytesOf(packet("the remote's words", 111, 1)));
    QList<QByteArray> heard;
    QTRY_COMPARE((heard += payloadsIn(*m_desk->post)), QList<QByteArray>{"the remote's words"});
    QCOMPARE(m_desk->ends.size(), 0);
    m_desk->line.order(m_deskLeg, HangUpLeg{});
    QTRY_COMPARE(m_desk->line.counts().forged, 5);
}

void TestWebLine::nothingIsSentBeforeTheKeysAreAgreed()
{
    open();
    QUdpSocket listener; // the only address that the offer names
    QVERIFY(listener.bind(here, 0));
    QVERIFY(m_remote->line.offer(m_remoteLeg, m_remote->post).ok());
    QTRY_COMPARE(m_remote->texts.size(), 1);
    WebSignal offer = m_remote->said(0);
    offer.sdp.replace(QByteArray::number(portIn(offer.sdp)), QByteArray::number(listener.localPort()));
    m_deskLeg = m_desk->line.invite({}, toText(offer)).value();
    m_desk->line.order(m_deskLeg, AnswerLeg{m_desk->post});
    m_desk->post->send(bytesOf(packet("too early", 111, 1)));
    QTRY_VERIFY(listener.hasPendingDatagrams());
    for (int checks = 0; checks < 2;) {
        QTRY_VERIFY(listener.hasPendingDatagrams());
        QByteArray datagram(int(listener.pendingDatagramSize()), '\0');
        listener.readDatagram(datagram.data(), datagram.size());
        QVERIFY2((datagram[0] & 0xc0) == 0 && datagram.mid(4, 4).toHex() == "2112a442", "only checks of ICE");
        ++checks;
    }
}

void TestWebLine::closingSaysByeToEveryCall()
{
    open();
    meet();
    QSignalSpy closed(&m_desk->line, &Line::closed);
    m_desk->line.close();
    QTRY_COMPARE(closed.size(), 1);
    QTRY_COMPARE(m_desk->said(1), (WebSignal{.reason = WebBye::Unavailable}));
    QTRY_COMPARE(m_remote->ends.size(), 1);
}

void TestWebLine::theLogNamesTheRoadButNoAddress()
{
    const LogCatcher log;
    open();
    meet();
    const QStringList lines = log.lines("sound:");
    QCOMPARE(lines.size(), 2);
    for (const QString &line : lines) {
        QVERIFY2(line.contains(u"ECDHE-ECDSA"_s) && line.contains(u"-> SRTP AEAD_AES_128_GCM -> Opus"_s),
                 qPrintable(line));
        QVERIFY(!line.contains(here.toString()));
    }
}

QTEST_GUILESS_MAIN(TestWebLine)
#include "test_web_line.moc"
