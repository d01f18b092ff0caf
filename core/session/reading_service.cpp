#include "core/session/reading_service.h"

#include "core/data/text_scan.h"
#include "core/evaluate/central_sentences.h"
#include "core/evaluate/originality.h"
#include "core/types/error.h"
#include "core/types/process_settings.h"

#include <QFileInfo>
#include <QLocale>
#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace capriccio {
namespace {

constexpr int kReadingNice = 5; // the hand that writes comes first

enum Question { Copies, Ranking, File, kQuestions };

// Thrown for a text that could be read with bytes replaced.
struct MalformedText {
    Sentence reason;
};

QString textOf(const QString& file, bool replaceInvalid) {
    const QFileInfo found(file);
    if (found.size() > ReadingService::kMostBytes)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("capriccio::ReadingService",
                                        "%1 has %2; the page takes texts of at most %3. Drop it on the Data page to "
                                        "train with it.")
                        .arg(found.fileName(), QLocale().formattedDataSize(found.size()),
                             QLocale().formattedDataSize(ReadingService::kMostBytes)));
    TextScanOptions reading;
    reading.replaceInvalid = replaceInvalid;
    const TextCorpusInfo info = scanTexts({file}, reading);
    if (!info.items.empty() && info.items.front().verdict != ItemVerdict::Usable && info.items.front().invalidAt >= 0)
        throw MalformedText{info.items.front().reason};
    if (info.items.empty() || info.items.front().verdict != ItemVerdict::Usable)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("capriccio::ReadingService", "%1 cannot be opened: %2")
                        .arg(found.fileName(), info.items.empty() ? Sentence::translate("capriccio::ReadingService",
                                                                                        "there is no text in it.")
                                                                  : info.items.front().reason));
    TextPrepareOptions whole;
    whole.removeGutenberg = false;
    return readText(info.items.front(), reading, whole, ReadingService::kMostBytes);
}

} // namespace

// One thread with a slot for each question. What it says is queued to the service and dropped with it.
class ReadingService::Worker {
public:
    explicit Worker(ReadingService* service) : service_(service), thread_([this] { loop(); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    using Current = std::function<bool()>; // false: somebody asked again
    using Job = std::function<void(quint64 id, const Current& current)>;

    quint64 ask(Question question, Job job) {
        const quint64 id = ++lastId_;
        {
            const std::lock_guard lock(mutex_);
            waiting_[question] = std::move(job);
            newest_[question] = id;
        }
        wake_.notify_one();
        return id;
    }
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(service_, std::move(function), Qt::QueuedConnection);
    }

    // Where the texts begin in the training text; read once. Worker's thread.
    const std::vector<OriginalitySource>& sourcesOf(const PreparedSequences& data) {
        const auto [at, fresh] = sources_.try_emplace(data.cacheFile);
        if (fresh) {
            try {
                for (const TrainingSource& source : trainingSources(data))
                    at->second.push_back({source.title, source.byte});
            } catch (...) {
                sources_.erase(at); // it may be back the next time
                throw;
            }
        }
        return at->second;
    }

private:
    void loop() {
        giveWay(kReadingNice);
        std::unique_lock lock(mutex_);
        for (;;) {
            const auto some = [&] {
                return std::find_if(waiting_.begin(), waiting_.end(), [](const Job& job) { return bool(job); });
            };
            wake_.wait(lock, [&] { return ending_ || some() != waiting_.end(); });
            if (ending_)
                return;
            const auto question = std::size_t(some() - waiting_.begin());
            const Job job = std::exchange(waiting_[question], {});
            const quint64 id = newest_[question];
            lock.unlock();
            const Current current = [this, question, id] { return !ending_ && newest_[question] == id; };
            Sentence reason;
            try {
                job(id, current);
            } catch (const Error& error) {
                reason = error.sentence();
            } catch (const std::exception& error) {
                reason =
                    Sentence::translate("capriccio::ReadingService", "Reading stopped because of an internal error: %1")
                        .arg(QString::fromUtf8(error.what()));
            }
            if (!reason.isEmpty() && current())
                post([service = service_, id, reason] { Q_EMIT service->failed(id, reason); });
            lock.lock();
        }
    }

    ReadingService* service_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::atomic<bool> ending_{false};
    std::array<Job, kQuestions> waiting_;
    std::array<std::atomic<quint64>, kQuestions> newest_{};
    quint64 lastId_ = 0;                                        // GUI thread
    std::map<QString, std::vector<OriginalitySource>> sources_; // by cache file
    std::thread thread_;                                        // last: everything above exists when it starts
};

ReadingService::ReadingService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {}

ReadingService::~ReadingService() = default;

bool ReadingService::hasText(const PreparedSequences& data) {
    return !data.textFile.isEmpty() && QFileInfo::exists(data.textFile);
}

quint64 ReadingService::findCopies(const std::vector<Written>& texts) {
    Worker* worker = worker_.get();
    return worker->ask(Copies, [this, worker, texts](quint64 id, const auto& current) {
        // Each training text is gone through once.
        std::map<QString, std::vector<std::size_t>> alike;
        for (std::size_t i = 0; i < texts.size(); ++i)
            alike[texts[i].data.textFile].push_back(i);
        std::vector<Originality> found(texts.size());
        for (const auto& [file, members] : alike) {
            QStringList own;
            for (const std::size_t i : members)
                own << texts[i].text;
            const std::vector<Originality> results =
                originality(own, file, worker->sourcesOf(texts[members.front()].data), current);
            if (!current())
                return;
            for (std::size_t k = 0; k < members.size(); ++k)
                found[members[k]] = results[k];
        }
        worker->post([this, id, found] { Q_EMIT copiesFound(id, found); });
    });
}

quint64 ReadingService::rank(const QString& text) {
    Worker* worker = worker_.get();
    return worker->ask(Ranking, [this, worker, text](quint64 id, const auto& current) {
        const std::vector<RankedSentence> sentences = rankSentences(text, current);
        if (current())
            worker->post([this, id, sentences] { Q_EMIT ranked(id, sentences); });
    });
}

quint64 ReadingService::open(const QString& file, bool replaceInvalid) {
    Worker* worker = worker_.get();
    return worker->ask(File, [this, worker, file, replaceInvalid](quint64 id, const auto& current) {
        try {
            const QString text = textOf(file, replaceInvalid);
            if (current())
                worker->post([this, id, file, text] { Q_EMIT opened(id, file, text); });
        } catch (const MalformedText& bad) {
            if (current())
                worker->post([this, id, file, reason = bad.reason] { Q_EMIT malformed(id, file, reason); });
        }
    });
}

std::vector<RankedSentence> ReadingService::mostCentral(const std::vector<RankedSentence>& ranked, double share) {
    return centralShare(ranked, share);
}

} // namespace capriccio
