// What the conversations of all live calls are put together from, and what a clinic decides about them.
#pragma once

#include "booking/diary.h"
#include "call/call_event.h"
#include "clinic/clinic_book.h"
#include "dialog/answer_completeness.h"
#include "dialog/script.h"
#include "speech/transcriber.h"
#include "store/session_book.h"

#include <functional>

namespace nightbell {

struct DroppedCalls // whose callers may come back; all of them or none. Asked on the engine's thread
{
    std::function<QFuture<Result<std::optional<WaitingSession>>>(const ClinicId &, const CallerMark &)> find;
    std::function<QFuture<Result<SessionSnapshot>>(const WaitingSession &, const SessionVerified &)> open;
    std::function<QFuture<Result<>>(const WaitingSession &, const CallId &by)> resume;
};

struct ReceptionRules
{
    bool cautious = false; // what is heard is not to be relied on: read back, keys offered, a person early
    Span silenceLimit = std::chrono::seconds{7};         // after the last word, until the caller is asked again
    Span fillerAfter = std::chrono::milliseconds{1'500}; // when the diary lets wait
    Span diaryLimit = std::chrono::seconds{8};           // then it is away
    Span keyLimit = std::chrono::seconds{3};             // between two keys of one answer
    Span lookUpLimit = std::chrono::milliseconds{50};    // for a dropped call of the same caller
    Span reportLimit = std::chrono::milliseconds{100};   // for how much was heard of words that were cut
    Span personLimit = std::chrono::seconds{45};         // for whoever wants a person
    Span dangerLimit = std::chrono::seconds{12};         // for a person, in danger
    Span remindEvery = std::chrono::seconds{15};
    Span deskLimit = std::chrono::seconds{20};  // until the first telephone of those on call rings; in danger at once
    Span listenAgain = std::chrono::seconds{2}; // when nobody was free to hear the caller
};

struct ReceptionWords // that belong to the telephone, not to any script
{
    QString oneMoment = QStringLiteral("One moment, I am looking.");
    QString asking = QStringLiteral("One moment please, I am asking somebody to come to the phone.");
    QString stillAsking = QStringLiteral("I am still trying to reach somebody. Please stay on the line.");
    QString coming = QStringLiteral("Somebody is coming to the phone. Please stay on the line.");
    QString understood = QStringLiteral("I understood: %1. Is that right? Say yes, or press 1. If not, press 2.");
    QString sayAgain = QStringLiteral("I am sorry. Please say it again, or press 0 for a person.");
    QString menu = QStringLiteral("You can also press 1 to book an appointment, 2 to move one, 3 to cancel one, "
                                  "4 to be called back, or 0 for a person.");
    QString deaf = QStringLiteral("I cannot hear callers at the moment. To be called back on the number you are "
                                  "calling from, press 1. For a person, press 0.");
    QString busy = QStringLiteral("All our lines are busy. Please stay on the line. To be called back on the number "
                                  "you are calling from, press 1. For a person, press 0.");
    QString noted = QStringLiteral("I have noted that you want to be called back. Thank you for calling. Goodbye.");
    QString notNoted = QStringLiteral("I am sorry, I could not note that. Please call again. Goodbye.");
    QString nobodyThere = QStringLiteral("I am sorry that I could not help you. Please call again. Goodbye.");
    QString deafWithheld = QStringLiteral("I cannot hear callers at the moment. For a person, press 0.");
    QString busyWithheld = QStringLiteral("All our lines are busy. Please stay on the line. For a person, press 0.");
    QString doneLate = QStringLiteral("The diary answered late: the appointment was changed after the caller had been "
                                      "told that nothing has changed. Please call back."); // to staff
    QString nobody = QStringLiteral("Nobody can take the call right now. To be called back on the number you are "
                                    "calling from, press 1.");
};

struct ReceptionParts // without a book, scripts or a diary the assistant greets and takes leave
{
    std::function<std::shared_ptr<const ClinicBook>()> book; // in force; asked on the engine's thread
    std::function<ScriptSet(const ClinicId &)> scripts;      // in force
    Diary *diary = nullptr;
    DroppedCalls dropped = {};
    Transcriber *transcriber = nullptr; // without: keys only
    ReceptionRules rules = {};
    ReceptionWords words = {};

    explicit operator bool() const { return book && scripts && diary; }
};

// What a conversation may do to its call. Lives as long as the engine.
struct ReceptionDoor
{
    // Journalled and told to that call, if it is here; ready when it is durable.
    std::function<QFuture<Result<>>(const ClinicId &, const CallId &, const Happening &)> take;
    std::function<void(const CallEvent &)> tell; // stands in the journal already
    std::function<void(const CallId &)> plan;    // it wants to be woken at another moment
    std::function<void(const CallId &, const StaffId &, const QString &number)> ring; // a telephone of those on call
    std::function<void(const CallId &, const PrivateText &words)> wouldSay;           // while staff have the call
    std::function<void(const CallId &)> listen;                       // tries again to have the caller heard
    std::function<void(const CallId &, const AwaitedAnswer &)> asked; // from now on
};

} // namespace nightbell
