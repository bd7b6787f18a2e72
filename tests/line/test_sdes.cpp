// a=crypto, read and written.
#include "line/sdes.h"

#include <QTest>

using namespace nightbell;

class TestSdes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void lifeAndAnEmptyMarkAreTaken();
    void whatWeDoNotSpeakIsNotTaken_data();
    void whatWeDoNotSpeakIsNotTaken();
};

void TestSdes::whatIsWrittenIsRead_data()
{
    QTest::addColumn<SrtpSuite>("suite");
    QTest::newRow("SHA1_80") << SrtpSuite::AesCm128Sha1_80;
    QTest::newRow("SHA1_32") << SrtpSuite::AesCm128Sha1_32;
    QTest::newRow("GCM 128") << SrtpSuite::AesGcm128;
    QTest::newRow("GCM 256") << SrtpSuite::AesGcm256;
}

void TestSdes::whatIsWrittenIsRead()
{
    QFETCH(SrtpSuite, suite);
    const CryptoLine line{7, suite, QByteArray(keyBytes(suite), '\x5a')};
    QCOMPARE(cryptoLineFrom(written(line)), std::optional(line));
}

void TestSdes::lifeAndAnEmptyMarkAreTaken()
{
    const QByteArray line = written({1, SrtpSuite::AesCm128Sha1_80, QByteArray(30, 'k')});
    QVERIFY(cryptoLineFrom(line + "|2^31"));
    QVERIFY(cryptoLineFrom("  " + line + "|2^20|1:0 "));
}

void TestSdes::whatWeDoNotSpeakIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray good = written({1, SrtpSuite::AesCm128Sha1_80, QByteArray(30, 'k')});
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no tag") << good.mid(2);
    QTest::newRow("tag zero") << QByteArray(good).replace(0, 1, "0");
    QTest::newRow("another suite") << QByteArray(good).replace("AES_CM", "F8");
    QTest::newRow("a short key") << good.left(good.size() - 4);
    QTest::newRow("no base64") << good.left(good.size() - 1) + "!";
    QTest::newRow("a mark of four bytes") << good + "|2^31|1:4";
    QTest::newRow("without encryption") << good + " UNENCRYPTED_SRTP";
    QTest::newRow("another kind of key") << QByteArray(good).replace("inline", "uri");
}

void TestSdes::whatWeDoNotSpeakIsNotTaken()
{
    QFETCH(QByteArray, line);
    QVERIFY(!cryptoLineFrom(line));
}

QTEST_APPLESS_MAIN(TestSdes)
#include "test_sdes.moc"
