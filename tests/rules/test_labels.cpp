// Every test says which kind it is, so that "./dev test unit" means something.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTestHasOneKnownLabel();
};

void TestLabels::everyTestHasOneKnownLabel()
{
    QProcess ctest;
    ctest.start(
        QStringLiteral("ctest"),
        {QStringLiteral("--test-dir"), QStringLiteral(NIGHTBELL_BINARY_DIR), QStringLiteral("--show-only=json-v1")});
    QVERIFY(ctest.waitForFinished());
    const QJsonArray tests =
        QJsonDocument::fromJson(ctest.readAllStandardOutput()).object().value(QStringLiteral("tests")).toArray();
    QVERIFY(tests.size() > 5);
    const QStringList known{QStringLiteral("unit"),    QStringLiteral("loopback"), QStringLiteral("backend"),
                            QStringLiteral("browser"), QStringLiteral("ui"),       QStringLiteral("crash"),
                            QStringLiteral("fuzz"),    QStringLiteral("soak")};
    for (const auto &test : tests) {
        QStringList labels;
        for (const auto &property : test.toObject().value(QStringLiteral("properties")).toArray())
            if (property.toObject().value(QStringLiteral("name")) == QStringLiteral("LABELS"))
                for (const auto &label : property.toObject().value(QStringLiteral("value")).toArray())
                    labels << label.toString();
        QVERIFY2(labels.size() == 1 && known.contains(labels.at(0)),
                 qPrintable(test.toObject().value(QStringLiteral("name")).toString()));
    }
}

QTEST_GUILESS_MAIN(TestLabels)
#include "test_labels.moc"
