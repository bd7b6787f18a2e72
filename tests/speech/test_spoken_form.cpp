#include "dialog/shipped_scripts.h"
#include "speech/spoken_form.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QString said(const QString &words, const QString &language = u"en-US"_s) { return spokenForm(words, language).text; }

QStringList tableLines()
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/speech/spoken_form.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no table of spoken forms");
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

// What the assistant says in the plans: the words of real calls, filled.
QStringList plannedSentences()
{
    QStringList all;
    const QDir dir(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/plans"));
    for (const QString &name : dir.entryList({u"*.txt"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n'))
            if (line.startsWith(u"assistant: "_s))
                all << line.mid(11);
    }
    return all;
}

} // namespace

class TestSpokenForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writingIsSaidAsInTheTable_data();
    void writingIsSaidAsInTheTable();
    void nothingTheAssistantSaysKeepsADigitOrASign();
    void plainWordsStayAsTheyAre();
    void aDayIsSaidInTheOrderOfTheCountry();
    void anotherLanguageIsLeftToItsVoice();
    void eachSpokenWordKnowsWhatItWasWrittenAs();
    void chanceNeverMakesATextEmptyOrEndless();
};

void TestSpokenForm::writingIsSaidAsInTheTable_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("spoken");
    for (const QString &line : tableLines())
        if (!line.startsWith(u'#'))
            QTest::newRow(qPrintable(line.section(u'|', 0, 0).trimmed()))
                << line.section(u'|', 0, 0).trimmed() << line.section(u'|', 1).trimmed();
}

void TestSpokenForm::writingIsSaidAsInTheTable()
{
    QFETCH(const QString, written);
    QFETCH(const QString, spoken);
    QCOMPARE(said(written), spoken);
    QCOMPARE(said(spoken), spoken); // said once, it is plain
}

void TestSpokenForm::nothingTheAssistantSaysKeepsADigitOrASign()
{
    static const QRegularExpression unsayable(u"[0-9$£€%&@#*_/()\\[\\]{}<>=+–—…]|\\b(?:Dr|Mr|Mrs|St|Ave)\\."_s);
    const QStringList planned = plannedSentences();
    QVERIFY(planned.size() > 150);
    for (const QString &sentence : planned)
        QVERIFY2(!unsayable.match(said(sentence)).hasMatch(), qPrintable(sentence + u" -> "_s + said(sentence)));
}

void TestSpokenForm::plainWordsStayAsTheyAre()
{
    for (const Script &script : shippedScripts().scripts)
        for (const QStringList &variants : script.texts.value(u"en"_s))
            for (const QString &wording : variants)
                if (!wording.contains(u'{'))
                    QCOMPARE(said(wording), wording);
}

void TestSpokenForm::aDayIsSaidInTheOrderOfTheCountry()
{
    QCOMPARE(said(u"3/4/2026"_s), u"March fourth, twenty twenty six"_s);
    QCOMPARE(said(u"3/4/2026"_s, u"en-GB"_s), u"the third of April, twenty twenty six"_s);
    QCOMPARE(said(u"23/4/2026"_s), u"April twenty third, twenty twenty six"_s);
    QCOMPARE(said(u"2026-09-15"_s, u"en-AU"_s), u"the fifteenth of September, twenty twenty six"_s);
}

void TestSpokenForm::anotherLanguageIsLeftToItsVoice()
{
    QCOMPARE(said(u"Le 15 septembre à 9:30, Dr. Roux"_s, u"fr-FR"_s), u"Le 15 septembre à 9:30, Dr. Roux"_s);
    QCOMPARE(said(u"10 %"_s, u"eng"_s), u"10 %"_s);
}

void TestSpokenForm::eachSpokenWordKnowsWhatItWasWrittenAs()
{
    const QString written = u"With Dr. Okoro at 9:30 am, room 204."_s;
    const SpokenForm form = spokenForm(written, u"en-US"_s);
    const auto originOf = [&](const QString &word) { return form.writtenAt(form.text.indexOf(word)); };
    QCOMPARE(originOf(u"With"_s), 0);
    QCOMPARE(originOf(u"Doctor"_s), written.indexOf(u"Dr."_s));
    QCOMPARE(originOf(u"Okoro"_s), written.indexOf(u"Okoro"_s));
    QCOMPARE(originOf(u"thirty"_s), written.indexOf(u"9:30"_s));
    QCOMPARE(originOf(u"oh four"_s), written.indexOf(u"room"_s));
}

void TestSpokenForm::chanceNeverMakesATextEmptyOrEndless()
{
    constexpr quint32 seed = 20261121;
    QRandomGenerator random(seed);
    const QStringList pieces{u"9"_s, u"0"_s,  u"17"_s, u"2026"_s, u":"_s,   u"-"_s,   u"/"_s,  u" "_s,
                             u"."_s, u"$"_s,  u"%"_s,  u"am"_s,   u"Dr."_s, u"St."_s, u"#"_s,  u"("_s,
                             u")"_s, u"+"_s,  u"@"_s,  u"Main"_s, u"th"_s,  u"May"_s, u"IL"_s, u"–"_s,
                             u"…"_s, u"mg"_s, u","_s,  u"S-A"_s,  u"*"_s,   u"é😀"_s};
    for (int round = 0; round < 3'000; ++round) {
        QString text;
        for (int left = random.bounded(1, 16); left > 0; --left)
            text += pieces[random.bounded(int(pieces.size()))];
        const SpokenForm form = spokenForm(text, u"en-US"_s);
        const QByteArray about = QByteArray::number(seed) + ": " + text.toUtf8();
        QVERIFY2(!form.text.isEmpty(), about);
        QVERIFY2(form.text.size() <= text.size() * spokenGrowthAtMost + spokenGrowthBeside, about);
        for (qsizetype at = 0; at < form.text.size(); ++at)
            QVERIFY2(form.writtenAt(at) >= 0 && form.writtenAt(at) < text.size(), about);
    }
}

QTEST_GUILESS_MAIN(TestSpokenForm)
#include "test_spoken_form.moc"
