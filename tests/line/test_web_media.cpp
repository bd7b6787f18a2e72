// What a browser's offer is taken to say, and what it is answered.
#include "line/web_certificate.h"
#include "line/web_media.h"
#include "scripted/browser_offer.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

const QByteArray fingerprint(32, '\x5a');

WebOurs ours()
{
    return {.address = {QHostAddress(QHostAddress::LocalHost), 40'000},
            .fingerprint = fingerprint,
            .iceUser = "usual",
            .icePassword = "apasswordof24lettersssss",
            .candidates = {"7f000001 1 UDP 2130706431 127.0.0.1 40000 typ host"},
            .source = 77};
}

} // namespace

class TestWebMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBrowsersOfferIsUnderstood();
    void theAnswerFollowsTheOffer();
    void ourOwnOfferIsUnderstoodByUs();
    void directionsAreSeenFromOurSide_data();
    void directionsAreSeenFromOurSide();
    void candidatesAreBounded();
    void anotherHashIsNoFingerprint_data();
    void anotherHashIsNoFingerprint();
    void everyStartHasAnotherCertificate();
};

void TestWebMedia::aBrowsersOfferIsUnderstood()
{
    WebMedia media = WebMedia::make().value();
    const auto theirs = media.hear(browserOffer, true);
    QVERIFY(theirs.ok());
    QCOMPARE(theirs.value().iceUser, QByteArray("Zt6O"));
    QCOMPARE(theirs.value().icePassword, QByteArray("wxQZ6nJ8m0mYw7Qe8Z8m4m1q"));
    QCOMPARE(theirs.value().fingerprint.left(3).toHex(), QByteArray("5c2f0d"));
    QCOMPARE(theirs.value().candidates.size(), 3);
    QCOMPARE(theirs.value().ourRole, DtlsRole::Passive);
    const MediaPath path = media.path().value();
    QCOMPARE(path.coding, Coding::Opus);
    QCOMPARE(path.payloadType, quint8(111));
    QCOMPARE(path.keyPayloadType.value_or(0), quint8(110)); // the one at Opus' rate, not 126
    QCOMPARE(path.flow, Flow::BothWays);
}

void TestWebMedia::theAnswerFollowsTheOffer()
{
    QByteArray offer = browserOffer;
    offer.replace("111", "96").replace(":110 ", ":97 ").replace(" 110 ", " 97 ").replace("mid:0", "mid:voice");
    WebMedia media = WebMedia::make().value();
    QVERIFY(media.hear(offer, true).ok());
    QCOMPARE(media.path().value().payloadType, quint8(96));
    const QByteArray answer = media.say(ours(), false).value();
    for (const char *line : {"m=audio 40000 UDP/TLS/RTP/SAVPF 96 97\r\n", "a=rtpmap:96 opus/48000/2\r\n",
                             "a=rtpmap:97 telephone-event/48000\r\n", "a=group:BUNDLE voice\r\n", "a=mid:voice\r\n",
                             "a=rtcp-mux\r\n", "a=setup:passive\r\n", "a=ice-ufrag:usual\r\n",
                             "a=ssrc:77 cname:nightbell\r\n", "typ host\r\n", "a=end-of-candidates\r\n"})
        QVERIFY2(answer.contains(line), answer + "lacks " + line);
    QVERIFY(answer.contains("a=fingerprint:" + fingerprintText(fingerprint) + "\r\n"));
    QVERIFY(!answer.contains("PCMU"));
}

void TestWebMedia::ourOwnOfferIsUnderstoodByUs()
{
    WebMedia offering = WebMedia::make().value();
    WebMedia answering = WebMedia::make().value();
    QVERIFY(answering.hear(offering.say(ours(), true).value(), true).ok());
    const auto answer = offering.hear(answering.say(ours(), false).value(), false);
    QVERIFY(answer.ok());
    QCOMPARE(answer.value().ourRole, DtlsRole::Active);
    QCOMPARE(answer.value().fingerprint, fingerprint);
    QCOMPARE(offering.path().value(), answering.path().value());
}

void TestWebMedia::directionsAreSeenFromOurSide_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<Flow>("flow");
    QTest::newRow("both ways") << QByteArray("a=sendrecv") << Flow::BothWays;
    QTest::newRow("they only speak") << QByteArray("a=sendonly") << Flow::FromThem;
    QTest::newRow("they only listen") << QByteArray("a=recvonly") << Flow::ToThem;
    QTest::newRow("nobody") << QByteArray("a=inactive") << Flow::Nowhere;
}

void TestWebMedia::directionsAreSeenFromOurSide()
{
    QFETCH(QByteArray, theirs);
    QFETCH(Flow, flow);
    WebMedia media = WebMedia::make().value();
    QVERIFY(media.hear(QByteArray(browserOffer).replace("a=sendrecv", theirs), true).ok());
    QCOMPARE(media.path().value().flow, flow);
}

void TestWebMedia::candidatesAreBounded()
{
    QByteArray many;
    for (int number = 0; number < 10 * int(webCandidatesAtMost); ++number)
        many += "a=candidate:1 1 udp 1 192.0.2.1 " + QByteArray::number(1'024 + number) + " typ host\r\n";
    WebMedia media = WebMedia::make().value();
    QCOMPARE(media.hear(browserOffer + many, true).value().candidates.size(), webCandidatesAtMost);
}

void TestWebMedia::anotherHashIsNoFingerprint_data()
{
    const QByteArray fine = fingerprintText(fingerprint);
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another hash") << QByteArray(fine).replace("256", "512");
    QTest::newRow("too short") << fine.chopped(3);
    QTest::newRow("too long") << fine + ":5A";
    QTest::newRow("no digits") << QByteArray(fine).replace("5A:5A", "5G:5A");
    QTest::newRow("no colons") << QByteArray(fine).replace(':', '-');
    QTest::newRow("nothing") << QByteArray();
}

void TestWebMedia::anotherHashIsNoFingerprint()
{
    QFETCH(QByteArray, text);
    QCOMPARE(fingerprintFrom(fingerprintText(fingerprint)), fingerprint);
    QCOMPARE(fingerprintFrom(fingerprintText(fingerprint).toLower()), fingerprint);
    QVERIFY(fingerprintFrom(text).isEmpty());
}

void TestWebMedia::everyStartHasAnotherCertificate()
{
    const auto one = makeWebCertificate();
    const auto other = makeWebCertificate();
    QVERIFY(one.ok() && other.ok());
    QVERIFY(one.value().certificatePem.startsWith("-----BEGIN CERTIFICATE-----"));
    QVERIFY(one.value().keyPem.startsWith("-----BEGIN PRIVATE KEY-----"));
    QCOMPARE(one.value().fingerprint.size(), 32);
    QVERIFY(one.value().fingerprint != other.value().fingerprint);
}

QTEST_APPLESS_MAIN(TestWebMedia)
#include "test_web_media.moc"
