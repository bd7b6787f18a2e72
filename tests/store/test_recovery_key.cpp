#include "store/recovery_key.h"

#include <QTest>

using namespace nightbell;

class TestRecoveryKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenDownIsReadBack();
    void itForgivesCaseSpacesAndConfusedLetters();
    void everySingleWrongCharacterIsNoticed();
    void everySwapOfNeighboursIsNoticed();
    void aMissingOrExtraCharacterIsNoticed();
    void itOpensWhatWasSealedForItOnly();

private:
    static bool reads(const QString &text) { return RecoveryKey::read(text).ok(); }
};

void TestRecoveryKey::whatWasWrittenDownIsReadBack()
{
    for (int i = 0; i < 200; ++i) {
        const RecoveryKey key = RecoveryKey::fresh();
        QCOMPARE(key.text().size(), 9 * 4 + 8);
        const auto back = RecoveryKey::read(key.text());
        QVERIFY(back.ok());
        QCOMPARE(back.value().text(), key.text());
        QCOMPARE(back.value().publicKey(), key.publicKey());
    }
}

void TestRecoveryKey::itForgivesCaseSpacesAndConfusedLetters()
{
    for (int i = 0; i < 50; ++i) {
        const QString text = RecoveryKey::fresh().text();
        QVERIFY(reads(text.toLower()));
        QVERIFY(reads(QString(text).replace(QLatin1Char('-'), QLatin1Char(' ')) + QLatin1Char('\n')));
        QVERIFY(reads(QString(text).remove(QLatin1Char('-'))));
        QVERIFY(reads(QString(text).replace(QLatin1Char('-'), QChar(0x2013))));
        QVERIFY(reads(QString(text).replace(QLatin1Char('0'), QLatin1Char('o'))));
        QVERIFY(reads(QString(text).replace(QLatin1Char('1'), QLatin1Char('I'))));
        QVERIFY(reads(QString(text).replace(QLatin1Char('1'), QLatin1Char('l'))));
    }
}

void TestRecoveryKey::everySingleWrongCharacterIsNoticed()
{
    const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    const QString text = RecoveryKey::fresh().text();
    for (int i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('-'))
            continue;
        for (const QChar other : alphabet + QStringLiteral("U*é")) {
            QString wrong = text;
            wrong[i] = other;
            QCOMPARE(reads(wrong), other == text[i]);
        }
    }
}

void TestRecoveryKey::everySwapOfNeighboursIsNoticed()
{
    const QString text = RecoveryKey::fresh().text().remove(QLatin1Char('-'));
    for (int i = 0; i + 1 < text.size(); ++i) {
        QString swapped = text;
        std::swap(swapped[i], swapped[i + 1]);
        QCOMPARE(reads(swapped), swapped == text);
    }
}

void TestRecoveryKey::aMissingOrExtraCharacterIsNoticed()
{
    const QString text = RecoveryKey::fresh().text();
    QVERIFY(!reads(text.chopped(1)));
    QVERIFY(!reads(text + QLatin1Char('7')));
    QVERIFY(!reads(QString()));
}

void TestRecoveryKey::itOpensWhatWasSealedForItOnly()
{
    const RecoveryKey mine = RecoveryKey::fresh();
    const SealKey key = SealKey::fresh();
    QByteArray sealed = sealForRecovery(mine.publicKey(), key).value();
    QVERIFY(mine.open(sealed).value() == key);
    QVERIFY(!RecoveryKey::fresh().open(sealed).ok());
    QVERIFY(!mine.open(sealed.chopped(1)).ok());
    sealed[40] = char(sealed[40] ^ 1);
    QVERIFY(!mine.open(sealed).ok());
    QVERIFY(!sealForRecovery("short", key).ok());
}

QTEST_APPLESS_MAIN(TestRecoveryKey)
#include "test_recovery_key.moc"
