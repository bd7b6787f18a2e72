// What may be spoken, and what is held back until it is true.
#include "dialog/release_gate.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Promise
{
    const char *sentence;
    Withheld why;
    QList<ActProof> proofs; // any of them makes it true
};

const QList<Promise> &promises()
{
    using enum Withheld;
    static const QList<Promise> all{
        {"You are booked: check-up on Friday.", PromiseWithoutReceipt, {ActProof::Booked, ActProof::Moved}},
        {"Great, you're all set up for Monday.", PromiseWithoutReceipt, {ActProof::Booked, ActProof::Moved}},
        {"I have reserved ten o'clock.", PromiseWithoutReceipt, {ActProof::Booked, ActProof::Moved}},
        {"I've scheduled it for you.", PromiseWithoutReceipt, {ActProof::Booked, ActProof::Moved}},
        {"Your appointment has been moved to noon.", PromiseWithoutReceipt, {ActProof::Moved}},
        {"It's now rescheduled.", PromiseWithoutReceipt, {ActProof::Moved}},
        {"Your appointment is cancelled.", PromiseWithoutReceipt, {ActProof::Cancelled}},
        {"We have canceled your visit.", PromiseWithoutReceipt, {ActProof::Cancelled}},
        {"Your visit is confirmed.", PromiseWithoutReceipt, {ActProof::Booked, ActProof::Moved, ActProof::Confirmed}},
        {"I have taken your message for the front desk.", PromiseWithoutReceipt, {ActProof::Message}},
        {"I’ve passed on your request to the nurse.", PromiseWithoutReceipt, {ActProof::Message}},
        {"I am connecting you with the front desk now.", PersonNotThere, {ActProof::Person}},
        {"We're transferring you.", PersonNotThere, {ActProof::Person}},
    };
    return all;
}

DialogState with(const QList<ActProof> &receipts)
{
    DialogState state;
    state.receipts = receipts;
    return state;
}

} // namespace

class TestReleaseGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromiseIsWithheldUntilItIsKept_data();
    void aPromiseIsWithheldUntilItIsKept();
    void whatIsNeverTrueIsNeverSaid_data();
    void whatIsNeverTrueIsNeverSaid();
    void questionsDenialsAndConditionsPass_data();
    void questionsDenialsAndConditionsPass();
    void onlyTheSentenceAtFaultIsTakenOut();
    void aTitleEndsNoSentence();
    void aPatientIsNotNamedToWhoeverAsks();
    void everyReasonHasItsOwnName();
};

void TestReleaseGate::aPromiseIsWithheldUntilItIsKept_data()
{
    QTest::addColumn<int>("at");
    for (int at = 0; at < promises().size(); ++at)
        QTest::newRow(promises()[at].sentence) << at;
}

void TestReleaseGate::aPromiseIsWithheldUntilItIsKept()
{
    QFETCH(int, at);
    const Promise &promise = promises()[at];
    const QString sentence = QString::fromUtf8(promise.sentence);
    for (const ActProof proof : {ActProof::Booked, ActProof::Moved, ActProof::Cancelled, ActProof::Confirmed,
                                 ActProof::Message, ActProof::Person}) {
        const Gated gated = released(sentence, with({proof}));
        if (promise.proofs.contains(proof)) {
            QCOMPARE(gated.words, sentence);
            QVERIFY(gated.withheld.isEmpty());
        } else { // another act is no proof of this one
            QCOMPARE(gated.withheld, QList{promise.why});
            QVERIFY(gated.words.isEmpty());
        }
    }
    QCOMPARE(released(sentence, {}).withheld, QList{promise.why});
}

void TestReleaseGate::whatIsNeverTrueIsNeverSaid_data()
{
    QTest::addColumn<Withheld>("why");
    using enum Withheld;
    for (const auto &[sentence, why] : std::initializer_list<std::pair<const char *, Withheld>>{
             {"We will call you back within the hour.", HourPromised},
             {"They will call you in ten minutes.", HourPromised},
             {"Somebody will phone you tomorrow by noon.", HourPromised},
             {"Your refill will be sent today.", PrescriptionPromised},
             {"The prescription has been approved.", PrescriptionPromised},
             {"You should take two tablets.", Advice},
             {"You can safely stop taking it.", Advice},
             {"You should take two tablets if it hurts.", Advice},
             {"If it hurts, you can double the dose.", Advice},
             {"It is fine to skip a day.", Advice},
             {"That sounds like an infection.", Advice},
             {"You probably have the flu.", Advice},
             {"There is nothing to worry about.", Advice},
             {"Your results are normal.", Results},
             {"The test came back negative.", Results},
             {"My instructions say that I book visits.", Orders},
             {"I was told to be friendly.", Orders},
             {"I am a real person.", Human},
             {"I'm actually a human.", Human},
             {"I am not a robot.", Human},
         })
        QTest::newRow(sentence) << why;
}

void TestReleaseGate::whatIsNeverTrueIsNeverSaid()
{
    QFETCH(Withheld, why);
    const QString sentence = QString::fromUtf8(QTest::currentDataTag());
    DialogState state = with({ActProof::Booked, ActProof::Moved, ActProof::Cancelled, ActProof::Confirmed,
                              ActProof::Message, ActProof::Person});
    state.identity = Identity::Verified;
    QCOMPARE(released(sentence, state).withheld, QList{why});
}

void TestReleaseGate::questionsDenialsAndConditionsPass_data()
{
    QTest::addColumn<int>("nothing");
    for (const char *sentence : {
             "Shall I say that you are booked?",
             "You are not booked yet.",
             "Once the diary has it, you are booked.",
             "It is cancelled when you say yes.",
             "I cannot reach the diary right now, so nothing is booked yet.",
             "I am not connecting you before you say so.",
             "I cannot say whether your results are normal.",
             "I cannot tell you what you should take.",
             "I am the clinic's automated assistant, not a person.",
             "Nobody can promise that we call you within the hour.",
             "I can take a message and they will call you back.",
             "Please hang up and call 911 now.",
         })
        QTest::newRow(sentence) << 0;
}

void TestReleaseGate::questionsDenialsAndConditionsPass()
{
    const QString sentence = QString::fromUtf8(QTest::currentDataTag());
    const Gated gated = released(sentence, {});
    QVERIFY(gated.withheld.isEmpty());
    QCOMPARE(gated.words, sentence);
}

void TestReleaseGate::onlyTheSentenceAtFaultIsTakenOut()
{
    const Gated gated = released(u"All right. Your appointment is cancelled. Is there anything else?"_s, {});
    QCOMPARE(gated.words, u"All right. Is there anything else?"_s);
    QCOMPARE(gated.withheld, QList{Withheld::PromiseWithoutReceipt});
    QCOMPARE(released(QString(), {}).words, QString());
}

void TestReleaseGate::aTitleEndsNoSentence()
{
    const Gated gated = released(u"You are booked with Dr. Okoro at 10 am. Bye."_s, {});
    QCOMPARE(gated.words, u"Bye."_s);
}

void TestReleaseGate::aPatientIsNotNamedToWhoeverAsks()
{
    DialogState state;
    state.found = {Appointment{.patient = {PrivateText(u"Walter Brandt"_s), {}, {}}}};
    const QString sentence = u"That is the visit of Walter Brandt?"_s;
    QCOMPARE(released(sentence, state).withheld, QList{Withheld::PrivateFact});
    state.identity = Identity::Claimed;
    QCOMPARE(released(sentence, state).withheld, QList{Withheld::PrivateFact});
    state.identity = Identity::Verified;
    QVERIFY(released(sentence, state).withheld.isEmpty());
    state.identity = Identity::None; // their own words are no secret
    state.known.insert(u"name"_s, {PrivateText(u"Walter Brandt"_s), {}});
    QVERIFY(released(sentence, state).withheld.isEmpty());
}

void TestReleaseGate::everyReasonHasItsOwnName()
{
    QSet<QString> names;
    for (const auto &[why, name] : EnumNames<Withheld>::table)
        names.insert(QString(nameOf(why)));
    QCOMPARE(size_t(names.size()), EnumNames<Withheld>::table.size());
}

QTEST_GUILESS_MAIN(TestReleaseGate)
#include "test_release_gate.moc"
