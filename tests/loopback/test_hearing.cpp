// The offline ear on synthetic callers: what a telephone line leaves of a sentence goes through the ring, words come
// out.
#include "clinic/starter_book.h"
#include "dialog/shipped_scripts.h"
#include "scripted/voices.h"
#include "speech/pocketsphinx_transcriber.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000; // on a machine that does other things
const QString voice = u"rms"_s;

class Listening : public QObject // one transcriber, and all that it told
{
public:
    explicit Listening(std::shared_ptr<const HearingSet> set,
                       const HearingLimits &limits = {.threads = 2, .callersAtMost = 4})
        : ear(std::move(set), limits)
    {
        connect(&ear, &Transcriber::heard, this,
                [this](const CallId &call, const TranscribedWords &words) { told[call] << words; });
        connect(&ear, &Transcriber::deaf, this, [this](const CallId &call) { deaf << call; });
        inlet = ear.start().value();
    }

    int open(const CallId &call)
    {
        const auto room = ear.open(call, narrowRate);
        return room ? room.value() : -1;
    }

    // As the sound thread gives it: the gate opens, speech, the gate closes.
    QList<HeardFrame> frames(int room, const QString &sentence)
    {
        const Pcm pcm = scripted::overTelephone(scripted::saidBy(voice, sentence));
        const qsizetype step = qsizetype(samplesPerFrame(narrowRate));
        QList<HeardFrame> all;
        for (qsizetype at = 0; at + step <= pcm.size(); at += step) {
            HeardFrame frame{.room = room, .tick = tick++, .first = at == 0, .last = at + 2 * step > pcm.size()};
            frame.samples = std::uint16_t(step);
            std::copy_n(pcm.cbegin() + at, step, frame.pcm.begin());
            all << frame;
        }
        return all;
    }

    void say(int room, const QString &sentence)
    {
        for (const HeardFrame &frame : frames(room, sentence))
            inlet->push(frame);
    }

    QList<TranscribedWords> finals(const CallId &call) const
    {
        QList<TranscribedWords> all;
        for (const TranscribedWords &words : told.value(call))
            if (words.final)
                all << words;
        return all;
    }

    QString hearing(const CallId &call, qsizetype utterance = 0)
    {
        return QTest::qWaitFor([&] { return finals(call).size() > utterance; }, patienceMs)
            ? finals(call)[utterance].words.reveal()
            : u"(nothing told)"_s;
    }

    QHash<CallId, QList<TranscribedWords>> told;
    QList<CallId> deaf;
    PocketsphinxTranscriber ear;
    ListeningInlet *inlet = nullptr;
    std::uint32_t tick = 100;
};

const CallId anna(u"anna"_s), bert(u"bert"_s);

} // namespace

class TestHearing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersAreHeardInTheLightOfTheQuestion_data();
    void answersAreHeardInTheLightOfTheQuestion();
    void openWordsAreHeardWithoutAQuestion();
    void whatTwoJudgesHearNeedsNoAskingAgain();
    void wordsComeWhileTheCallerSpeaks();
    void utterancesAreCountedWithinTheCall();
    void aTurnThatIsOverIsToldThoughTheGateIsOpen();
    void callersWhoTalkAtOnceAreHeardApart();
    void aLateFrameReachesNoOtherCall();
    void nobodyIsTakenWhomNobodyIsFreeToHear();
    void aChoiceWithUnknownWordsNeverReachesTheDecoder();
    void aGrammarThatCannotBeReadLeavesTheOldOne();
    void aSetThatCannotBeLoadedIsRefused();
    void aNewPersonsNameIsHeardFromTheNextCallOn();

private:
    std::shared_ptr<const HearingSet> m_set;
};

void TestHearing::initTestCase()
{
    const auto set = HearingSet::make(hearingWordsOf(starterBook(), {shippedScripts()}));
    QVERIFY2(set, set ? "" : qPrintable(set.problem().detail));
    m_set = set.value();
    QVERIFY(!m_set->transform().isEmpty());
}

void TestHearing::answersAreHeardInTheLightOfTheQuestion_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("said");
    QTest::newRow("yes") << u"confirm"_s << u"yes please"_s;
    QTest::newRow("no") << u"confirm"_s << u"no thank you"_s;
    QTest::newRow("day and time") << u"date"_s << u"on tuesday morning"_s;
    QTest::newRow("offer") << u"offer"_s << u"the first one please"_s;
    QTest::newRow("date of birth") << u"dob"_s << u"march third nineteen eighty five"_s;
    QTest::newRow("digits") << u"phone"_s << u"two one two five five five oh one three four"_s;
    QTest::newRow("name") << u"name"_s << u"linda harris"_s;
    QTest::newRow("person") << u"date"_s << u"can i speak to a person"_s;
}

void TestHearing::answersAreHeardInTheLightOfTheQuestion()
{
    QFETCH(QString, question);
    QFETCH(QString, said);
    Listening listening(m_set);
    const int room = listening.open(anna);
    listening.ear.expect(anna, {question, {}});
    listening.say(room, said);
    QCOMPARE(listening.hearing(anna), said);
}

void TestHearing::openWordsAreHeardWithoutAQuestion()
{
    Listening listening(m_set);
    listening.say(listening.open(anna), u"i would like to make an appointment"_s);
    QCOMPARE(listening.hearing(anna), u"i would like to make an appointment"_s);
    QVERIFY(!listening.finals(anna).first().agreed);
}

void TestHearing::whatTwoJudgesHearNeedsNoAskingAgain()
{
    Listening listening(m_set);
    const int room = listening.open(anna);
    listening.ear.expect(anna, {u"confirm"_s, {}});
    listening.say(room, u"yes please"_s);
    QCOMPARE(listening.hearing(anna), u"yes please"_s);
    QVERIFY(listening.finals(anna).first().agreed);
    QVERIFY(listening.finals(anna).first().confidence > 0.9);
}

void TestHearing::wordsComeWhileTheCallerSpeaks()
{
    Listening listening(m_set);
    listening.say(listening.open(anna), u"i need a refill of my blood pressure pills"_s);
    listening.hearing(anna);
    const QList<TranscribedWords> told = listening.told.value(anna);
    QVERIFY(told.size() > 3);
    QVERIFY(!told.first().final);
    QCOMPARE(std::count_if(told.begin(), told.end(), [](const TranscribedWords &words) { return words.final; }), 1);
    QCOMPARE(told.first().fromTick, 100U);
    QVERIFY(told.first().toTick < told.last().toTick);
    for (qsizetype at = 1; at + 1 < told.size(); ++at)
        QVERIFY(told[at].words != told[at - 1].words);
}

void TestHearing::utterancesAreCountedWithinTheCall()
{
    Listening listening(m_set);
    const int room = listening.open(anna);
    listening.ear.expect(anna, {u"confirm"_s, {}});
    for (const QString &said : {u"yes please"_s, u"no thank you"_s, u"correct"_s})
        listening.say(room, said);
    QCOMPARE(listening.hearing(anna, 2), u"correct"_s);
    for (int at = 0; at < 3; ++at)
        QCOMPARE(listening.finals(anna)[at].utterance, at + 1);
}

void TestHearing::aTurnThatIsOverIsToldThoughTheGateIsOpen()
{
    Listening listening(m_set);
    const int room = listening.open(anna);
    listening.ear.expect(anna, {u"confirm"_s, {}});
    QList<HeardFrame> frames = listening.frames(room, u"yes please"_s);
    const HeardFrame close = frames.takeLast();
    for (const HeardFrame &frame : frames)
        listening.inlet->push(frame);
    QTRY_VERIFY_WITH_TIMEOUT(listening.ear.vitals().framesHeard == std::uint64_t(frames.size()), patienceMs);
    QVERIFY(listening.finals(anna).isEmpty());
    listening.ear.finish(anna, 7); // there is no such turn
    listening.ear.finish(anna, 1);
    QCOMPARE(listening.hearing(anna), u"yes please"_s);
    listening.inlet->push(close); // silence behind it is no utterance
    listening.say(room, u"no thank you"_s);
    QCOMPARE(listening.hearing(anna, 1), u"no thank you"_s);
    QCOMPARE(listening.finals(anna)[1].utterance, 2);
}

void TestHearing::callersWhoTalkAtOnceAreHeardApart()
{
    Listening listening(m_set);
    const QList<HeardFrame> one = listening.frames(listening.open(anna), u"i would like to make an appointment"_s);
    const QList<HeardFrame> other = listening.frames(listening.open(bert), u"what is your address"_s);
    for (qsizetype at = 0; at < std::max(one.size(), other.size()); ++at) {
        if (at < one.size())
            listening.inlet->push(one[at]);
        if (at < other.size())
            listening.inlet->push(other[at]);
    }
    QCOMPARE(listening.hearing(anna), u"i would like to make an appointment"_s);
    QCOMPARE(listening.hearing(bert), u"what is your address"_s);
}

void TestHearing::aLateFrameReachesNoOtherCall()
{
    Listening listening(m_set);
    const int left = listening.open(anna);
    listening.ear.close(anna);
    const int room = listening.open(bert);
    QVERIFY(room != left);
    listening.say(left, u"are you open on saturday"_s);
    listening.say(room, u"i would like to make an appointment"_s);
    QCOMPARE(listening.hearing(bert), u"i would like to make an appointment"_s);
    QVERIFY(listening.told.value(anna).isEmpty());
    QCOMPARE(listening.finals(bert).size(), 1);
    QVERIFY(listening.ear.vitals().framesStray > 20);
}

void TestHearing::nobodyIsTakenWhomNobodyIsFreeToHear()
{
    Listening listening(m_set, {.threads = 1, .callersAtMost = 1});
    QVERIFY(listening.open(anna) > 0);
    const auto refused = listening.ear.open(bert, narrowRate);
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Full);
    QCOMPARE(listening.ear.vitals().turnedAway, 1U);
    listening.ear.close(anna);
    const int room = listening.open(bert);
    QVERIFY(room > 0);
    listening.ear.expect(bert, {u"confirm"_s, {}});
    listening.say(room, u"yes please"_s);
    QCOMPARE(listening.hearing(bert), u"yes please"_s);
}

void TestHearing::aChoiceWithUnknownWordsNeverReachesTheDecoder()
{
    const ExpectedAnswer asked{u"offer"_s, {u"the ninth at two"_s, u"xyzzyplugh at three"_s}};
    const QByteArray grammar = m_set->grammarFor(asked);
    QVERIFY(grammar.contains("the ninth at two"));
    QVERIFY(!grammar.contains("xyzzyplugh"));
    QVERIFY(m_set->grammarFor({u"reason"_s, {}}).isEmpty());
    Listening listening(m_set);
    const int room = listening.open(anna);
    listening.ear.expect(anna, asked);
    listening.say(room, u"the second one"_s);
    QCOMPARE(listening.hearing(anna), u"the second one"_s);
}

void TestHearing::aGrammarThatCannotBeReadLeavesTheOldOne()
{
    auto decoder = Decoder::make(*m_set);
    QVERIFY(decoder);
    QVERIFY(decoder.value()->expect(m_set->grammarFor({u"confirm"_s, {}})));
    for (const char *wrong : {"", "no grammar", "#JSGF V1.0;\ngrammar g;\npublic <a> = xyzzyplugh;\n"})
        QVERIFY2(!decoder.value()->expect(wrong), wrong);
    LineSound line(narrowRate);
    decoder.value()->begin();
    const Pcm pcm = scripted::overTelephone(scripted::saidBy(voice, u"yes please"_s));
    decoder.value()->hear(line.widened(std::span(pcm.constData(), std::size_t(pcm.size()))));
    QCOMPARE(decoder.value()->end().words, u"yes please"_s);
}

void TestHearing::aSetThatCannotBeLoadedIsRefused()
{
    HearingModel model = installedHearingModel();
    model.sounds = u"/nowhere"_s;
    const auto nowhere = HearingSet::make({}, model);
    QVERIFY(!nowhere);
    QVERIFY(nowhere.problem().detail.contains("pocketsphinx-en-us"_L1));
    model = installedHearingModel();
    model.dictionary = u"/nowhere"_s;
    QVERIFY(!HearingSet::make({}, model));
}

void TestHearing::aNewPersonsNameIsHeardFromTheNextCallOn()
{
    QVERIFY(!m_set->knows(u"wojciechowska"_s));
    HearingWords words = hearingWordsOf(starterBook(), {shippedScripts()});
    words.doctors << u"Dr. Wojciechowska"_s;
    const auto set = HearingSet::make(words);
    QVERIFY(set);
    Listening listening(m_set);
    const int before = listening.open(anna);
    listening.ear.learn(set.value());
    const int after = listening.open(bert);
    listening.ear.expect(bert, {u"provider"_s, {}});
    listening.say(after, u"with doctor wojciechowska please"_s);
    QCOMPARE(listening.hearing(bert), u"with doctor wojciechowska please"_s);
    listening.say(before, u"i would like to make an appointment"_s);
    QCOMPARE(listening.hearing(anna), u"i would like to make an appointment"_s);
}

QTEST_GUILESS_MAIN(TestHearing)
#include "test_hearing.moc"
