// Our SRTP against libsrtp, which others wrote and use: each opens what the other sealed, in every suite.
#include "audio/rtp.h"
#include "audio/srtp_pair.h"
#include "scripted/allocation_watch.h"

#include <QTest>

#include <srtp2/srtp.h>

#include <random>

using namespace nightbell;

Q_DECLARE_METATYPE(nightbell::SrtpSuite)

namespace {

using Packet = std::vector<std::uint8_t>;
constexpr std::uint32_t source = 0xcafe'0001;

QByteArray keyFor(SrtpSuite suite, char from)
{
    const bool gcm = suite == SrtpSuite::AesGcm128 || suite == SrtpSuite::AesGcm256;
    QByteArray key;
    for (int i = 0; i < (suite == SrtpSuite::AesGcm256 ? 32 : 16) + (gcm ? 12 : 14); ++i)
        key.append(char(from + i * 7));
    return key;
}

class Witness // libsrtp, at the other end
{
public:
    explicit Witness(SrtpSuite suite)
    {
        static const bool ready = srtp_init() == srtp_err_status_ok;
        Q_ASSERT(ready);
        srtp_policy_t policy{};
        for (srtp_crypto_policy_t *each : {&policy.rtp, &policy.rtcp})
            if (suite == SrtpSuite::AesGcm128)
                srtp_crypto_policy_set_aes_gcm_128_16_auth(each);
            else if (suite == SrtpSuite::AesGcm256)
                srtp_crypto_policy_set_aes_gcm_256_16_auth(each);
            else if (suite == SrtpSuite::AesCm128Sha1_32 && each == &policy.rtp)
                srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(each);
            else
                srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(each);
        const auto open = [&](srtp_t &session, srtp_ssrc_type_t direction, QByteArray key) {
            policy.ssrc = {direction, 0};
            policy.key = reinterpret_cast<unsigned char *>(key.data());
            policy.window_size = 128;
            Q_ASSERT(srtp_create(&session, &policy) == srtp_err_status_ok);
        };
        open(m_sending, ssrc_any_outbound, keyFor(suite, 'T'));
        open(m_receiving, ssrc_any_inbound, keyFor(suite, 'O'));
    }
    ~Witness()
    {
        srtp_dealloc(m_sending);
        srtp_dealloc(m_receiving);
    }
    Packet seal(Packet packet) { return changed(srtp_protect, m_sending, std::move(packet)); }
    Packet open(Packet packet) { return changed(srtp_unprotect, m_receiving, std::move(packet)); }
    Packet sealReport(Packet packet) { return changed(srtp_protect_rtcp, m_sending, std::move(packet)); }
    Packet openReport(Packet packet) { return changed(srtp_unprotect_rtcp, m_receiving, std::move(packet)); }

private:
    static Packet changed(srtp_err_status_t (*change)(srtp_t, void *, int *), srtp_t session, Packet packet)
    {
        int length = int(packet.size());
        packet.resize(packet.size() + SRTP_MAX_TRAILER_LEN + 4);
        const bool done = change(session, packet.data(), &length) == srtp_err_status_ok;
        packet.resize(done ? std::size_t(length) : 0);
        return packet;
    }
    srtp_t m_sending = nullptr;
    srtp_t m_receiving = nullptr;
};

Packet rtp(std::uint16_t sequence, std::uint32_t from = source, std::size_t payload = 160)
{
    Packet packet(rtpHeaderBytes);
    writeRtpHeader({.payloadType = 8, .sequence = sequence, .timestamp = 160u * sequence, .source = from},
                   std::span(packet).first<rtpHeaderBytes>());
    for (std::size_t i = 0; i < payload; ++i)
        packet.push_back(std::uint8_t(i * 3 + sequence));
    return packet;
}

Packet decorated(std::uint16_t sequence) // with a contributing source and a header extension
{
    Packet packet = rtp(sequence);
    packet[0] |= 0x11;
    const Packet more{1, 2, 3, 4, 0xbe, 0xde, 0, 1, 9, 9, 9, 9};
    packet.insert(packet.begin() + rtpHeaderBytes, more.begin(), more.end());
    return packet;
}

Packet report(std::uint8_t what)
{
    Packet packet{0x80, 201, 0, 4, 0xca, 0xfe, 0, 1};
    packet.resize(20, what);
    return packet;
}

Packet sealed(SrtpPair &pair, Packet packet)
{
    const std::size_t bytes = packet.size();
    packet.resize(bytes + srtpTrailerBytesAtMost);
    packet.resize(pair.protect(packet, bytes));
    return packet;
}

Packet opened(SrtpPair &pair, Packet packet)
{
    const auto plain = pair.unprotect(packet);
    return {plain.begin(), plain.end()};
}

Packet sealedReport(SrtpPair &pair, Packet packet)
{
    const std::size_t bytes = packet.size();
    packet.resize(bytes + srtcpTrailerBytesAtMost);
    packet.resize(pair.protectReport(packet, bytes));
    return packet;
}

Packet openedReport(SrtpPair &pair, Packet packet)
{
    const auto plain = pair.unprotectReport(packet);
    return {plain.begin(), plain.end()};
}

} // namespace

class TestSrtpPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachOpensWhatTheOtherSealed_data() { suites(); }
    void eachOpensWhatTheOtherSealed();
    void reportsTooAreReadByTheOther_data() { suites(); }
    void reportsTooAreReadByTheOther();
    void sequenceNumbersWrapOnBothSides_data() { suites(); }
    void sequenceNumbersWrapOnBothSides();
    void packetsOutOfOrderAreOpenedOnce_data() { suites(); }
    void packetsOutOfOrderAreOpenedOnce();
    void everyChangedBitIsSeen_data() { suites(); }
    void everyChangedBitIsSeen();
    void aForgedFirstPacketChangesNothing_data() { suites(); }
    void aForgedFirstPacketChangesNothing();
    void aSourceThatChangesIsHeard_data() { suites(); }
    void aSourceThatChangesIsHeard();
    void noPlaceIsUsedTwice_data() { suites(); }
    void noPlaceIsUsedTwice();
    void aNewPathUnderTheSameKeyGoesOn_data() { suites(); }
    void aNewPathUnderTheSameKeyGoesOn();
    void aKeyOfTheWrongLengthIsRefused_data() { suites(); }
    void aKeyOfTheWrongLengthIsRefused();
    void rubbishIsNothing_data() { suites(); }
    void rubbishIsNothing();
    void nothingIsTakenFromTheHeap_data() { suites(); }
    void nothingIsTakenFromTheHeap();

private:
    static void suites()
    {
        QTest::addColumn<SrtpSuite>("suite");
        QTest::newRow("AES_CM_128_HMAC_SHA1_80") << SrtpSuite::AesCm128Sha1_80;
        QTest::newRow("AES_CM_128_HMAC_SHA1_32") << SrtpSuite::AesCm128Sha1_32;
        QTest::newRow("AEAD_AES_128_GCM") << SrtpSuite::AesGcm128;
        QTest::newRow("AEAD_AES_256_GCM") << SrtpSuite::AesGcm256;
    }
    static std::unique_ptr<SrtpPair> made(SrtpSuite suite)
    {
        return std::move(SrtpPair::make({suite, keyFor(suite, 'O'), keyFor(suite, 'T')})).value();
    }
};

void TestSrtpPair::eachOpensWhatTheOtherSealed()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    for (std::uint16_t sequence = 1; sequence < 50; ++sequence)
        for (const Packet &packet : {sequence % 2 ? rtp(sequence) : decorated(sequence)}) {
            const Packet secret = sealed(*ours, packet);
            QVERIFY(secret.size() > packet.size());
            QVERIFY(
                !std::equal(packet.end() - 100, packet.end(), secret.begin() + std::ptrdiff_t(packet.size()) - 100));
            QCOMPARE(theirs.open(secret), packet);
            QCOMPARE(opened(*ours, theirs.seal(packet)), packet);
        }
}

void TestSrtpPair::reportsTooAreReadByTheOther()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    for (std::uint8_t number = 1; number < 20; ++number) {
        QCOMPARE(theirs.openReport(sealedReport(*ours, report(number))), report(number));
        const Packet fromThem = theirs.sealReport(report(number));
        QCOMPARE(openedReport(*ours, fromThem), report(number));
        QVERIFY(openedReport(*ours, fromThem).empty()); // the same again
    }
}

void TestSrtpPair::sequenceNumbersWrapOnBothSides()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    std::uint16_t sequence = 60'000;
    for (int packets = 0; packets < 140'000; packets += 20, sequence = std::uint16_t(sequence + 20)) {
        QCOMPARE(theirs.open(sealed(*ours, rtp(sequence, source, 4))), rtp(sequence, source, 4));
        QCOMPARE(opened(*ours, theirs.seal(rtp(sequence, source, 4))), rtp(sequence, source, 4));
    }
}

void TestSrtpPair::packetsOutOfOrderAreOpenedOnce()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    std::vector<Packet> secrets;
    for (int number = 0; number < 200; ++number)
        secrets.push_back(theirs.seal(rtp(std::uint16_t(65'500 + number)))); // over the wrap
    std::mt19937 random(7);
    for (std::size_t from = 0; from < secrets.size(); from += 20)
        std::shuffle(secrets.begin() + std::ptrdiff_t(from), secrets.begin() + std::ptrdiff_t(from) + 20, random);
    for (const Packet &secret : secrets)
        QVERIFY(!opened(*ours, secret).empty());
    for (const Packet &secret : secrets)
        QVERIFY(opened(*ours, secret).empty());
}

void TestSrtpPair::everyChangedBitIsSeen()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    const Packet secret = theirs.seal(rtp(5, source, 20)), secretReport = theirs.sealReport(report(1));
    for (std::size_t bit = 0; bit < secret.size() * 8; ++bit) {
        Packet changed = secret;
        changed[bit / 8] ^= std::uint8_t(1 << bit % 8);
        QVERIFY2(opened(*ours, changed).empty(), qPrintable(QString::number(bit)));
    }
    for (std::size_t bit = 0; bit < secretReport.size() * 8; ++bit) {
        Packet changed = secretReport;
        changed[bit / 8] ^= std::uint8_t(1 << bit % 8);
        QVERIFY2(openedReport(*ours, changed).empty(), qPrintable(QString::number(bit)));
    }
    QVERIFY(!opened(*ours, secret).empty());
    QVERIFY(!openedReport(*ours, secretReport).empty());
}

void TestSrtpPair::aForgedFirstPacketChangesNothing()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    for (std::uint32_t other = 0; other < 40; ++other) {
        Packet forged = rtp(std::uint16_t(40'000 + other), other ? other : source);
        forged.resize(forged.size() + srtpTrailerBytesAtMost, 0x55);
        QVERIFY(opened(*ours, forged).empty());
    }
    QCOMPARE(opened(*ours, theirs.seal(rtp(3))), rtp(3));
}

void TestSrtpPair::aSourceThatChangesIsHeard()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    Witness theirs(suite);
    for (std::uint16_t number = 1; number < 60; ++number) {
        const Packet packet = rtp(number, 1'000u + number % 10 / 5 + number / 20 * 100u);
        QCOMPARE(opened(*ours, theirs.seal(packet)), packet);
    }
}

void TestSrtpPair::noPlaceIsUsedTwice()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    QVERIFY(!sealed(*ours, rtp(10)).empty());
    QVERIFY(sealed(*ours, rtp(10)).empty());
    QVERIFY(sealed(*ours, rtp(9)).empty());
    QVERIFY(!sealed(*ours, rtp(11)).empty());
}

void TestSrtpPair::aNewPathUnderTheSameKeyGoesOn()
{
    QFETCH(SrtpSuite, suite);
    auto ours = made(suite);
    Witness theirs(suite);
    const auto bothWays = [&](std::uint16_t sequence) {
        return theirs.open(sealed(*ours, rtp(sequence))) == rtp(sequence)
            && opened(*ours, theirs.seal(rtp(sequence))) == rtp(sequence)
            && theirs.openReport(sealedReport(*ours, report(1))) == report(1);
    };
    for (const std::uint16_t sequence : {65'000, 65'535, 0, 10}) // more than twenty minutes
        QVERIFY(bothWays(sequence));
    auto next = made(suite); // put on hold, and taken off
    next->goOnFrom(*ours);
    ours = std::move(next);
    QVERIFY(bothWays(11));

    auto rekeyed = std::move(SrtpPair::make({suite, keyFor(suite, 'O'), keyFor(suite, 'N')})).value();
    rekeyed->goOnFrom(*ours); // they have another key, we have not
    QCOMPARE(theirs.open(sealed(*rekeyed, rtp(12))), rtp(12));
    QVERIFY(opened(*rekeyed, theirs.seal(rtp(12))).empty());
}

void TestSrtpPair::aKeyOfTheWrongLengthIsRefused()
{
    QFETCH(SrtpSuite, suite);
    const QByteArray right = keyFor(suite, 'O');
    QVERIFY(SrtpPair::make({suite, right, right}).ok());
    QVERIFY(!SrtpPair::make({suite, right.chopped(1), right}).ok());
    QVERIFY(!SrtpPair::make({suite, right, right + 'x'}).ok());
    QVERIFY(!SrtpPair::make({suite, {}, {}}).ok());
}

void TestSrtpPair::rubbishIsNothing()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    std::mt19937 random(11);
    for (std::size_t length = 0; length < 400; ++length) {
        Packet rubbish(length);
        std::ranges::generate(rubbish, [&] { return std::uint8_t(random()); });
        for (const std::uint8_t first :
             {rubbish.empty() ? std::uint8_t(0) : rubbish[0], std::uint8_t(0x80), std::uint8_t(0x9f)}) {
            if (!rubbish.empty())
                rubbish[0] = first;
            QVERIFY(opened(*ours, rubbish).empty());
            QVERIFY(openedReport(*ours, rubbish).empty());
        }
    }
}

void TestSrtpPair::nothingIsTakenFromTheHeap()
{
    QFETCH(SrtpSuite, suite);
    const auto ours = made(suite);
    const auto theirs = std::move(SrtpPair::make({suite, keyFor(suite, 'T'), keyFor(suite, 'O')})).value();
    std::array<std::uint8_t, 200> packet{};
    const scripted::AllocationWatch watch;
    for (std::uint16_t sequence = 1; sequence < 100; ++sequence) {
        writeRtpHeader({.sequence = sequence, .source = sequence / 30u}, std::span(packet).first<rtpHeaderBytes>());
        const std::size_t bytes = theirs->protect(packet, 172);
        QCOMPARE(ours->unprotect(std::span(packet).first(bytes)).size(), std::size_t(172));
        const std::size_t reportBytes = theirs->protectReport(packet, 64);
        QCOMPARE(ours->unprotectReport(std::span(packet).first(reportBytes)).size(), std::size_t(64));
    }
    QCOMPARE(watch.count(), std::size_t(0));
}

QTEST_APPLESS_MAIN(TestSrtpPair)
#include "test_srtp_pair.moc"
