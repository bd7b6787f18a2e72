#include "store/seal.h"

#include <QTest>

using namespace nightbell;

class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSealedOpensAgain();
    void theSameTextSealsDifferentlyEachTime();
    void anotherKeyDoesNotOpenIt();
    void aSealedValueDoesNotOpenInAnotherRow();
    void anyChangedByteIsNoticed();
    void anyCutIsNoticed();
    void hashesOfTwoPurposesDiffer();
    void aKeyOfTheWrongLengthIsRefused();

private:
    const SealKey m_key = SealKey::fresh();
};

void TestSeal::whatWasSealedOpensAgain()
{
    for (const QByteArray &plain : {QByteArray(), QByteArray("a"), QByteArray(10'000, '\0')}) {
        const QByteArray sealed = seal(m_key, plain, "row 1");
        QVERIFY(plain.size() < 2 || !sealed.contains(plain));
        const auto opened = unseal(m_key, sealed, "row 1");
        QVERIFY(opened.ok());
        QCOMPARE(opened.value(), plain);
    }
}

void TestSeal::theSameTextSealsDifferentlyEachTime()
{
    QVERIFY(seal(m_key, "chest pain", "row") != seal(m_key, "chest pain", "row"));
}

void TestSeal::anotherKeyDoesNotOpenIt()
{
    const auto opened = unseal(SealKey::fresh(), seal(m_key, "chest pain", "row"), "row");
    QVERIFY(!opened.ok());
    QCOMPARE(opened.problem().kind, Problem::Kind::Damaged);
    QVERIFY(!unseal(m_key.derived("other use"), seal(m_key, "chest pain", "row"), "row").ok());
}

void TestSeal::aSealedValueDoesNotOpenInAnotherRow()
{
    const QByteArray sealed = seal(m_key, "chest pain", aboutRow("line", {QStringLiteral("ab"), QStringLiteral("c")}));
    QVERIFY(!unseal(m_key, sealed, aboutRow("line", {QStringLiteral("a"), QStringLiteral("bc")})).ok());
}

void TestSeal::anyChangedByteIsNoticed()
{
    const QByteArray sealed = seal(m_key, "chest pain", "row");
    for (qsizetype i = 0; i < sealed.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ 1 << bit);
            QVERIFY(!unseal(m_key, changed, "row").ok());
        }
}

void TestSeal::anyCutIsNoticed()
{
    const QByteArray sealed = seal(m_key, "chest pain", "row");
    for (qsizetype left = 0; left < sealed.size(); ++left)
        QVERIFY(!unseal(m_key, sealed.left(left), "row").ok());
    QVERIFY(!unseal(m_key, sealed + '\0', "row").ok());
}

void TestSeal::hashesOfTwoPurposesDiffer()
{
    QCOMPARE(keyedHash(m_key, "term", "pain").size(), 16);
    QCOMPARE(keyedHash(m_key, "term", "pain"), keyedHash(m_key, "term", "pain"));
    QVERIFY(keyedHash(m_key, "term", "pain") != keyedHash(m_key, "caller", "pain"));
    QVERIFY(keyedHash(m_key, "term", "pain") != keyedHash(m_key, "termp", "ain"));
    QVERIFY(keyedHash(m_key, "term", "pain") != keyedHash(SealKey::fresh(), "term", "pain"));
}

void TestSeal::aKeyOfTheWrongLengthIsRefused()
{
    QVERIFY(!SealKey::from(QByteArray(31, 'k')).ok());
    QVERIFY(!SealKey::from(QByteArray(33, 'k')).ok());
    QVERIFY(SealKey::from(m_key.view()).value() == m_key);
}

QTEST_APPLESS_MAIN(TestSeal)
#include "test_seal.moc"
