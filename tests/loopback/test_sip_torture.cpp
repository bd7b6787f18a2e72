// The torture messages of RFC 4475 and RFC 5118, one by one: each is answered as it should be or as README.md owns up
// to, and after each of them the line still answers.
#include "line/sip_line.h"
#include "loopback/torture_answers.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipTorture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyMessageIsJudged();
    void everyDeviationIsExplained();
    void theAnswerIsRight_data();
    void theAnswerIsRight();
};

namespace {

// Replies go to the port that the message claims to come from, mostly 5060: nobody else has it at this address.
const QHostAddress torturersAddress(QStringLiteral("127.77.0.1"));

QDir tortureFolder()
{
    const QString shared = qEnvironmentVariable("NIGHTBELL_SHARED", QStringLiteral(NIGHTBELL_SOURCE_DIR "/../shared"));
    return QDir(shared + QStringLiteral("/sip-torture"));
}

QMap<QString, QString> indexedMessages() // name → path
{
    QMap<QString, QString> found;
    for (const char *rfc : {"rfc4475", "rfc5118"}) {
        const QDir folder(tortureFolder().filePath(QLatin1String(rfc)));
        QFile index(folder.filePath(QStringLiteral("INDEX.tsv")));
        if (!index.open(QIODevice::ReadOnly))
            continue;
        index.readLine(); // the titles
        while (!index.atEnd())
            if (const QString name = QString::fromUtf8(index.readLine()).section(QLatin1Char('\t'), 0, 0);
                !name.isEmpty())
                found.insert(name, folder.filePath(name));
    }
    return found;
}

template<std::size_t size> QByteArray answersIn(const TortureAnswer (&table)[size], const QString &message)
{
    for (const TortureAnswer &each : table)
        if (message == QLatin1String(each.message))
            return each.allowed;
    return {};
}

quint16 replyPort(const QByteArray &message)
{
    static const QRegularExpression via(
        QStringLiteral("^(?:via|v)\\s*:[^;\\r\\n]*?(?:\\]|[a-z0-9.-]):(\\d+)\\s*(?:;|\\r?$)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    static const QRegularExpression anyVia(QStringLiteral("^(?:via|v)\\s*:.*"), via.patternOptions());
    const QString first = anyVia.match(QString::fromLatin1(message)).captured();
    const auto port = via.match(first).captured(1).toUShort();
    return port ? port : 5060;
}

} // namespace

void TestSipTorture::initTestCase()
{
    if (!tortureFolder().exists())
        QSKIP("the torture messages are not at hand (NIGHTBELL_SHARED)");
}

void TestSipTorture::everyMessageIsJudged()
{
    const QMap<QString, QString> messages = indexedMessages();
    QCOMPARE(messages.size(), qsizetype(std::size(tortureAnswers)));
    for (auto each = messages.cbegin(); each != messages.cend(); ++each) {
        QVERIFY2(QFile::exists(each.value()), qPrintable(each.value()));
        QVERIFY2(!answersIn(tortureAnswers, each.key()).isEmpty(), qPrintable(each.key()));
    }
}

void TestSipTorture::everyDeviationIsExplained()
{
    QFile readme(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/loopback/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    static const QRegularExpression row(QStringLiteral("^\\| `([^`]+)` \\| (\\S+) \\|"),
                                        QRegularExpression::MultilineOption);
    QMap<QString, QByteArray> explained;
    for (auto rows = row.globalMatch(QString::fromUtf8(readme.readAll())); rows.hasNext();) {
        const QRegularExpressionMatch each = rows.next();
        explained.insert(each.captured(1), each.captured(2).toUtf8());
    }
    QMap<QString, QByteArray> listed;
    for (const TortureAnswer &each : tortureDeviations)
        listed.insert(QLatin1String(each.message), each.allowed);
    QCOMPARE(explained, listed);
}

void TestSipTorture::theAnswerIsRight_data()
{
    QTest::addColumn<QString>("path");
    const QMap<QString, QString> messages = indexedMessages();
    for (auto each = messages.cbegin(); each != messages.cend(); ++each)
        QTest::addRow("%s", qPrintable(each.key())) << each.value();
}

void TestSipTorture::theAnswerIsRight()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray message = file.readAll();
    if (!message.contains('\r')) { // the archive of RFC 5118 lost them, and blank lines at the end
        message.replace("\n", "\r\n");
        if (!message.contains("\r\n\r\n"))
            message += "\r\n";
    }
    const quint16 port = freeSipPort();
    // The addresses of the examples, so that their calls are taken at all.
    const TrustedSources trusted{
        {{QHostAddress(QStringLiteral("192.0.2.0")), 24}, {QHostAddress(QStringLiteral("2001:db8::")), 32}}, {}};
    SipLine line({.listen = {QHostAddress(QHostAddress::LocalHost), port}, .trusted = trusted, .callsAtMost = 10});
    bool arrived = false;
    connect(&line, &Line::arrived, this, [&](const ArrivedCall &call) {
        arrived = true;
        line.order(call.leg, RefuseLeg{Refusal::UnknownNumber});
    });
    QVERIFY(line.open().ok());
    QUdpSocket torturer;
    QVERIFY2(torturer.bind(torturersAddress, replyPort(message)), qPrintable(torturer.errorString()));
    torturer.writeDatagram(message, QHostAddress(QHostAddress::LocalHost), port);
    PhoneCaller caller(port); // is served after it
    caller.askOptions();
    QTRY_COMPARE(caller.codes("OPTIONS").count(200), 1);
    QCoreApplication::processEvents();

    QByteArray answer = arrived ? "arrives" : "silence";
    for (QByteArray reply(65'535, '\0'); !arrived && torturer.hasPendingDatagrams();)
        if (torturer.readDatagram(reply.data(), reply.size()) > 0 && reply.startsWith("SIP/2.0 "))
            answer = reply.mid(8, 3);
    const QString name = QFileInfo(path).fileName();
    const QByteArray owned = answersIn(tortureDeviations, name);
    const QByteArray allowed = owned.isEmpty() ? answersIn(tortureAnswers, name) : owned;
    QVERIFY2(allowed.split(' ').contains(answer), "answered " + answer + ", not " + allowed);
}

QTEST_GUILESS_MAIN(TestSipTorture)
#include "test_sip_torture.moc"
