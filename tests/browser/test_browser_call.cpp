// A real browser calls: what it says is found in the packets at the post, what we say is found by the page.
#include "line/web_line.h"
#include "scripted/browser.h"
#include "scripted/opus_party.h"
#include "scripted/signalling_server.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000; // the browser's own start takes seconds
constexpr double theirHz = 1'000, ourHz = 440;

QByteArray page()
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/browser/call.html"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestBrowserCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void eachSideHearsTheOthersTone();
    void keysPressedInThePageArrive();
    void theBrowserHangsUp();
    void thePageHearsThatWeHangUp();
    void aBrowserWithAnotherFingerprintIsRefused();

private:
    void call(const QString &query = {});
    QJsonValue saw(const QString &name) const;

    std::unique_ptr<WebLine> m_line;
    std::unique_ptr<SignallingServer> m_server;
    std::unique_ptr<OpusParty> m_party;
    std::unique_ptr<Browser> m_browser;
    std::function<QByteArray(QByteArray)> m_onTheWay; // what happens to the page's offer
    LegId m_leg;
    int m_connected = 0;
    QList<EndCause> m_ends;
    QList<QJsonObject> m_reports;
};

void TestBrowserCall::initTestCase() { QVERIFY2(!Browser::program().isEmpty(), "needs the Debian package chromium"); }

void TestBrowserCall::init()
{
    m_onTheWay = [](const QByteArray &text) { return text; };
    m_leg = {};
    m_connected = 0;
    m_ends.clear();
    m_reports.clear();
    m_line = std::make_unique<WebLine>(
        WebLine::Place{.host = QHostAddress(QHostAddress::LocalHost), .ports = {40'000, 49'999}, .callsAtMost = 2});
    m_server = std::make_unique<SignallingServer>(page());
    m_party = std::make_unique<OpusParty>(ourHz);
    m_browser = std::make_unique<Browser>(theirHz);

    connect(m_server.get(), &SignallingServer::reported, this,
            [this](const QJsonObject &report) { m_reports.append(report); });
    connect(m_server.get(), &SignallingServer::heard, this, [this](const QByteArray &text) {
        if (!m_leg.isEmpty())
            QVERIFY(m_line->hear(m_leg, text).ok());
        else if (const auto leg = m_line->invite({.called = {PrivateText(u"100"_s)}}, m_onTheWay(text)))
            m_leg = leg.value();
    });
    connect(m_line.get(), &Line::arrived, this,
            [this](const ArrivedCall &arrived) { m_line->order(arrived.leg, AnswerLeg{m_party->post()}); });
    SignallingServer *server = m_server.get(); // the last word of a line that closes must not reach the next page
    connect(m_line.get(), &WebLine::said, server,
            [server](const LegId &, const QByteArray &text) { server->say(text); });
    connect(m_line.get(), &Line::connected, this, [this](const LegId &, const MediaPath &path) {
        ++m_connected;
        m_party->speak(path);
    });
    connect(m_line.get(), &Line::ended, this, [this](const LegId &, EndCause cause) { m_ends.append(cause); });
    QVERIFY(m_line->open().ok());
}

void TestBrowserCall::cleanup()
{
    if (QTest::currentTestFailed())
        for (const QJsonObject &report : m_reports)
            qInfo() << report;
    m_line.reset();
    m_browser.reset();
    m_party.reset();
    m_server.reset();
}

void TestBrowserCall::call(const QString &query) { m_browser->open(m_server->address() + query); }

QJsonValue TestBrowserCall::saw(const QString &name) const
{
    for (const QJsonObject &report : m_reports)
        if (report.contains(name))
            return report.value(name);
    return QJsonValue::Undefined;
}

void TestBrowserCall::eachSideHearsTheOthersTone()
{
    call();
    QTRY_COMPARE_WITH_TIMEOUT(m_connected, 1, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_party->amplitude(theirHz) > 2'000, patienceMs);
    for (const double foreign : {ourHz, 700., 2'000.})
        QVERIFY2(m_party->amplitude(foreign) < 100, qPrintable(QString::number(foreign)));

    QTRY_VERIFY_WITH_TIMEOUT(saw(u"peakHz"_s).isDouble(), patienceMs);
    QVERIFY(std::abs(saw(u"peakHz"_s).toDouble() - ourHz) < 10);
    QVERIFY(saw(u"peakDb"_s).toDouble() - saw(u"foreignDb"_s).toDouble() > 20);

    QTRY_VERIFY_WITH_TIMEOUT(saw(u"dtls"_s).isString(), patienceMs); // as soon as our first report was heard
    QCOMPARE(saw(u"dtls"_s).toString(), u"connected"_s);
    QCOMPARE(saw(u"tls"_s).toString(), u"FEFD"_s); // DTLS 1.2
    QCOMPARE(saw(u"role"_s).toString(), u"client"_s);
    QCOMPARE(saw(u"srtp"_s).toString(), u"SRTP_AEAD_AES_128_GCM"_s);
    QVERIFY(saw(u"received"_s).toInt() > 100);
    QCOMPARE(saw(u"lost"_s).toInt(), 0);
    QCOMPARE(saw(u"reportedLost"_s).toDouble(), 0.);
    QCOMPARE(m_line->counts().dropped, 0);
}

void TestBrowserCall::keysPressedInThePageArrive()
{
    call(u"?keys=159%23"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_party->keys(), u"159#"_s, patienceMs);
}

void TestBrowserCall::theBrowserHangsUp()
{
    call(u"?hangup=1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_ends, QList{EndCause::CallerHungUp}, patienceMs);
    QCOMPARE(m_connected, 1);
}

void TestBrowserCall::thePageHearsThatWeHangUp()
{
    call();
    QTRY_COMPARE_WITH_TIMEOUT(m_connected, 1, patienceMs);
    m_line->order(m_leg, HangUpLeg{});
    QTRY_COMPARE_WITH_TIMEOUT(saw(u"bye"_s).toString(), u"ended"_s, patienceMs);
    QVERIFY(m_ends.isEmpty());
}

void TestBrowserCall::aBrowserWithAnotherFingerprintIsRefused()
{
    m_onTheWay = [](const QByteArray &text) {
        WebSignal offer = webSignalFrom(text).value();
        const qsizetype at = offer.sdp.indexOf("sha-256 ") + 8;
        offer.sdp[at] = offer.sdp[at] == 'A' ? 'B' : 'A';
        return toText(offer);
    };
    call();
    QTRY_COMPARE_WITH_TIMEOUT(m_ends, QList{EndCause::LineLost}, patienceMs);
    QCOMPARE(m_line->counts().unproven, 1);
    QCOMPARE(m_connected, 0);
}

QTEST_GUILESS_MAIN(TestBrowserCall)
#include "test_browser_call.moc"
