// How soon a caller hears the assistant: from asking for a sentence of fifteen words to its first sound and to all of
// it, by each voice; a prompt that is ready; and how the voice shares itself among many calls.
#include "bench/figures.h"
#include "speech/espeak_throat.h"
#include "speech/flite_throat.h"
#include "speech/voice_choice.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <thread>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString fifteenWords = u"You are booked on Thursday, November 19th at 10 am with Dr. Samuel Okoro, number %1."_s;

class Listener : public QObject // to one sentence at a time
{
public:
    explicit Listener(Voice &voice) : m_voice(voice)
    {
        connect(&voice, &Voice::spoke, this, [this](const CallId &, const SpeechPiece &piece) {
            if (!piece.pcm.isEmpty() && firstMs < 0)
                firstMs = double(m_since.nsecsElapsed()) / 1e6;
            samples += piece.pcm.size();
            if (piece.last) {
                wholeMs = double(m_since.nsecsElapsed()) / 1e6;
                m_done.quit();
            }
        });
    }

    void listen(const QString &words)
    {
        firstMs = -1;
        m_since.start();
        wholeMs = -1;
        m_voice.speak({.call = CallId(u"call"_s), .number = ++m_number, .words = PrivateText(words)});
        if (wholeMs < 0)
            m_done.exec();
        QCoreApplication::processEvents(); // the voice is free again
    }

    double firstMs = -1, wholeMs = -1;
    qsizetype samples = 0;

private:
    Voice &m_voice;
    QElapsedTimer m_since;
    QEventLoop m_done;
    int m_number = 0;
};

void alone(const QString &name)
{
    const ChosenVoice chosen = choose({.voice = name});
    Listener listener(*chosen.mouth);
    listener.listen(u"The first sentence takes up the voice."_s);
    bench::Figures first((u"voice: %1, first sound"_s).arg(name).toLatin1()),
        whole((u"voice: %1, whole sentence"_s).arg(name).toLatin1());
    for (int round = 0; round < 200; ++round) {
        listener.listen(fifteenWords.arg(round));
        first.add(listener.firstMs);
        whole.add(listener.wholeMs);
    }
    first.print();
    whole.print();
}

void ready()
{
    const ChosenVoice chosen = choose({});
    chosen.mouth->warm({u"How can I help you?"_s});
    while (chosen.mouth->counts().kept == 0)
        std::this_thread::yield();
    Listener listener(*chosen.mouth);
    bench::Figures whole("voice: a prompt that is ready, all of it");
    for (int round = 0; round < 5'000; ++round) {
        listener.listen(u"How can I help you?"_s);
        whole.add(listener.wholeMs);
    }
    whole.print();
}

// Every call asks at once; the last one waits for all before it.
void together(const QString &name, int calls)
{
    const ChosenVoice chosen = choose({.voice = name});
    bench::Figures first((u"voice: %1, first sound of %2 that ask at once"_s).arg(name).arg(calls).toLatin1());
    QHash<CallId, bool> begun;
    QElapsedTimer since;
    QEventLoop done;
    int finished = 0;
    QObject::connect(chosen.mouth.get(), &Voice::spoke, &done, [&](const CallId &call, const SpeechPiece &piece) {
        if (!piece.pcm.isEmpty() && !std::exchange(begun[call], true))
            first.add(double(since.nsecsElapsed()) / 1e6);
        finished += piece.last;
        if (finished == calls)
            done.quit();
    });
    since.start();
    for (int call = 0; call < calls; ++call)
        chosen.mouth->speak(
            {.call = CallId(QString::number(call)), .number = 1, .words = PrivateText(fifteenWords.arg(call))});
    done.exec();
    first.print();
}

// The libraries themselves, from several threads: what their turns cost.
template<class Some> void fromThreads(const QByteArray &name, int threads)
{
    constexpr int sentences = 40;
    bench::Figures turn("voice: " + name + ", a sentence from " + QByteArray::number(threads) + " threads");
    std::mutex lock;
    const auto began = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> all;
        for (int thread = 0; thread < threads; ++thread)
            all.emplace_back([&] {
                Some throat;
                for (int round = 0; round < sentences; ++round) {
                    const auto start = std::chrono::steady_clock::now();
                    (void)throat.speak(u"You are booked on Thursday, November nineteenth."_s, u"en-US"_s,
                                       [](std::span<const std::int16_t>) { return true; });
                    const std::lock_guard locked(lock);
                    turn.add(
                        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
                }
            });
    }
    turn.print();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    bench::printFigure("voice: " + name + ", all of " + QByteArray::number(threads) + " threads",
                       threads * sentences / seconds, "sentences/s");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    for (const QString &name : {u"flite"_s, u"espeak"_s}) {
        alone(name);
        together(name, 20);
    }
    ready();
    for (const int threads : {1, 4}) {
        fromThreads<FliteThroat>("flite", threads);
        fromThreads<EspeakThroat>("espeak", threads);
    }
    return 0;
}
