// The torture messages of RFC 4475 and RFC 5118, one by one: after each of them the line still answers.
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"

#include <QDir>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipTorture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineSurvives_data();
    void theLineSurvives();
};

namespace {

QDir tortureFolder()
{
    const QString shared = qEnvironmentVariable("NIGHTBELL_SHARED", QStringLiteral(NIGHTBELL_SOURCE_DIR "/../shared"));
    return QDir(shared + QStringLiteral("/sip-torture"));
}

} // namespace

void TestSipTorture::theLineSurvives_data()
{
    if (!tortureFolder().exists())
        QSKIP("the torture messages are not at hand (NIGHTBELL_SHARED)");
    QTest::addColumn<QString>("path");
    for (const char *rfc : {"rfc4475", "rfc5118"}) {
        const QDir folder(tortureFolder().filePath(QLatin1String(rfc)));
        for (const QString &name : folder.entryList({QStringLiteral("*.dat")}))
            QTest::addRow("%s %s", rfc, qPrintable(name)) << folder.filePath(name);
    }
}

void TestSipTorture::theLineSurvives()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const quint16 port = freeSipPort();
    SipLine line({.listen = {QHostAddress(QHostAddress::LocalHost), port}, .callsAtMost = 10});
    connect(&line, &Line::arrived, &line,
            [&line](const ArrivedCall &call) { line.order(call.leg, RefuseLeg{Refusal::UnknownNumber}); });
    QVERIFY(line.open().ok());
    PhoneCaller caller(port);
    caller.send(file.readAll());
    caller.askOptions();
    QTRY_COMPARE(caller.codes("OPTIONS").count(200), 1);
}

QTEST_GUILESS_MAIN(TestSipTorture)
#include "test_sip_torture.moc"
