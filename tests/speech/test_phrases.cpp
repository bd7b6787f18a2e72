#include "speech/phrases.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QStringList wordsIn(const QString &text)
{
    QStringList all;
    for (const Phrase &phrase : phrasesOf(text))
        all << phrase.words;
    return all;
}

} // namespace

class TestPhrases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSentenceIsAPhrase();
    void aShortenedWordDoesNotEndASentence();
    void aPhraseKnowsWhereItStands();
    void aLongSentenceIsPartedWhereASpeakerWouldBreathe();
    void nothingIsLostAndNoPhraseIsTooLong();
};

void TestPhrases::eachSentenceIsAPhrase()
{
    QCOMPARE(wordsIn(u"Thank you for calling. How can I help you? Wait!  Yes"_s),
             QStringList({u"Thank you for calling."_s, u"How can I help you?"_s, u"Wait!"_s, u"Yes"_s}));
    QCOMPARE(wordsIn(u"  "_s), QStringList());
    QCOMPARE(wordsIn(u"It costs $12.50 at 9.30 today."_s).size(), 1);
    QCOMPARE(wordsIn(u"お電話ありがとうございます。ご用件は？"_s).size(), 2);
}

void TestPhrases::aShortenedWordDoesNotEndASentence()
{
    QCOMPARE(wordsIn(u"At 10 am with Dr. Samuel Okoro."_s).size(), 1);
    QCOMPARE(wordsIn(u"See Mrs. J. Smith at 9 a.m. on St. Mary's Rd. near here. Goodbye."_s).size(), 2);
}

void TestPhrases::aPhraseKnowsWhereItStands()
{
    const QString text = u"One, two.  Three? Four"_s;
    for (const Phrase &phrase : phrasesOf(text))
        QCOMPARE(text.mid(phrase.at, phrase.words.size()), phrase.words);
}

void TestPhrases::aLongSentenceIsPartedWhereASpeakerWouldBreathe()
{
    const QString clause = u"we are open on every Monday from eight to five, "_s;
    const QStringList parts = wordsIn(clause.repeated(10));
    QVERIFY(parts.size() >= 3);
    for (const QString &part : parts)
        QVERIFY2(part.endsWith(u','), qPrintable(part));
    QCOMPARE(wordsIn(QString(450, u'a')).size(), 3);
}

void TestPhrases::nothingIsLostAndNoPhraseIsTooLong()
{
    QRandomGenerator random(20261121);
    const QString signs = u"abc .,;!?…–Dr. 😀\n"_s;
    for (int round = 0; round < 300; ++round) {
        QString text;
        for (int length = random.bounded(900); text.size() < length;)
            text += signs[random.bounded(int(signs.size()))];
        QString told;
        for (const Phrase &phrase : phrasesOf(text)) {
            QVERIFY(phrase.words.size() <= phraseCharactersAtMost);
            QCOMPARE(text.mid(phrase.at, phrase.words.size()), phrase.words);
            told += phrase.words;
        }
        const auto packed = [](QString all) { return all.removeIf([](QChar each) { return each.isSpace(); }); };
        QCOMPARE(packed(told), packed(text));
    }
}

QTEST_GUILESS_MAIN(TestPhrases)
#include "test_phrases.moc"
