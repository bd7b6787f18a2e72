// Keys that answer a question, as words.
#include "dialog/keypad_answer.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestKeypadAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneIsYesAndTwoIsNo();
    void theOfferIsTakenByItsNumber();
    void aDayIsReadInTheCountrysOrder();
    void aBirthIsReadInTheCountrysOrder();
    void digitsAskForTheirLength();
    void whatMeansNothingHasNoWords();
};

namespace {

Organisation clinicIn(const char *country)
{
    return {.country = QString::fromLatin1(country),
            .services = {{.id = ServiceId(u"flu_shot"_s), .name = u"Flu shot"_s}}};
}

std::optional<QString> words(const char *keys, const char *asked, const char *country = "US")
{
    return wordsOfKeys(QString::fromLatin1(keys), {QString::fromLatin1(asked), {}}, clinicIn(country));
}

} // namespace

void TestKeypadAnswer::oneIsYesAndTwoIsNo()
{
    for (const char *asked : {"confirm", "anything_else", "emergency_check", "resume_offer"}) {
        QCOMPARE(words("1", asked), u"yes"_s);
        QCOMPARE(words("2", asked), u"no"_s);
        QVERIFY(!words("3", asked));
    }
}

void TestKeypadAnswer::theOfferIsTakenByItsNumber()
{
    QCOMPARE(words("2", "offer"), u"the second one"_s);
    QCOMPARE(words("1", "service"), u"Flu shot"_s);
    QVERIFY(!words("2", "service"));
}

void TestKeypadAnswer::aDayIsReadInTheCountrysOrder()
{
    QCOMPARE(words("1013", "date"), u"October 13"_s);
    QCOMPARE(words("1310", "date", "DE"), u"October 13"_s);
    QVERIFY(!words("1310", "date"));
    QVERIFY(!words("13", "date"));
}

void TestKeypadAnswer::aBirthIsReadInTheCountrysOrder()
{
    QCOMPARE(words("06031980", "dob"), u"June 3 1980"_s);
    QCOMPARE(words("06031980", "dob", "DE"), u"March 6 1980"_s);
    QCOMPARE(words("31061980", "dob", "DE"), u"31061980"_s); // no such day: the conversation asks again
}

void TestKeypadAnswer::digitsAskForTheirLength()
{
    QCOMPARE(keysWanted({u"dob"_s, {}}), (KeysWanted{true, 8}));
    QCOMPARE(keysWanted({u"phone"_s, {}}), (KeysWanted{true, 10}));
    QCOMPARE(keysWanted({u"confirm"_s, {}}), KeysWanted());
}

void TestKeypadAnswer::whatMeansNothingHasNoWords()
{
    QVERIFY(!words("1", "name"));
    QVERIFY(!words("9", ""));
    QVERIFY(!words("7", "dob"));
}

QTEST_APPLESS_MAIN(TestKeypadAnswer)
#include "test_keypad_answer.moc"
