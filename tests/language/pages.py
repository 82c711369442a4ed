"""A few lines in each of many languages, written for these tests: what a readme, a letter or a notice says."""

from __future__ import annotations

__all__ = ["CJK", "CLASSICAL", "LISTS", "OTHERS", "PAGES"]

CJK: dict[str, str] = {
    "zh-hans": """\
这个程序会在每天凌晨自动备份数据库，并把日志发送给管理员。
如果磁盘空间不足，请先删除旧的文件，然后重新启动服务。
我们昨天讨论过这个问题：用户登录以后，页面有时会显示错误的信息。
""",
    "zh-hant": """\
這個程式會在每天凌晨自動備份資料庫，並把記錄檔寄給管理員。
如果磁碟空間不足，請先刪除舊的檔案，然後重新啟動伺服器。
我們昨天討論過這個問題：使用者登入以後，頁面有時會顯示錯誤的訊息。
""",
    "ja": """\
このプログラムは毎朝データベースを自動的に保存し、記録を管理者に送ります。
空き容量が足りない場合は、古いファイルを削除してから、もう一度起動してください。
昨日の会議で話したように、ログインした後の画面に間違った情報が表示されることがあります。
""",
    "ko": """\
이 프로그램은 매일 새벽에 데이터베이스를 자동으로 저장하고 기록을 관리자에게 보냅니다.
디스크 공간이 부족하면 오래된 파일을 먼저 삭제한 다음 서비스를 다시 시작하세요.
어제 회의에서 이야기한 것처럼 로그인한 뒤에 화면에 잘못된 정보가 표시될 때가 있습니다.
""",
}

OTHERS: dict[str, str] = {
    "en": "If the disk is full, please delete old files first, then start the service again.\n",
    "fr": "Si le disque est plein, supprimez d’abord les anciens fichiers, puis redémarrez le service à côté.\n",
    "de": "Wenn die Festplatte voll ist, löschen Sie zunächst die älteren Dateien und führen Sie den Dienst danach erneut aus.\n",
    "es": "Si el disco está lleno, elimine primero los archivos más antiguos y después inicie el servicio mañana.\n",
    "pl": "Jeśli dysk jest pełny, usuń najpierw stare pliki, a następnie uruchom usługę jeszcze raz, proszę.\n",
    "tr": "Disk doluysa önce eski dosyaları silin, sonra hizmeti yeniden başlatın; günlük yöneticiye gönderilir.\n",
    "vi": "Nếu đĩa đã đầy, hãy xóa các tập tin cũ trước, sau đó khởi động lại dịch vụ một lần nữa.\n",
    "ru": "Если на диске нет места, сначала удалите старые файлы, а затем снова запустите службу.\n",
    "uk": "Якщо на диску немає місця, спочатку вилучіть старі файли, а потім знову запустіть службу.\n",
    "el": "Αν ο δίσκος είναι γεμάτος, διαγράψτε πρώτα τα παλιά αρχεία και ξεκινήστε πάλι την υπηρεσία.\n",
    "he": "אם הדיסק מלא, מחקו תחילה קבצים ישנים ולאחר מכן הפעילו את השירות מחדש.\n",
    "ar": "إذا كان القرص ممتلئا فاحذف الملفات القديمة أولا ثم أعد تشغيل الخدمة.\n",
    "hi": "यदि डिस्क भर गई है तो पहले पुरानी फ़ाइलें हटाएँ और फिर सेवा दोबारा शुरू करें।\n",
    "th": "ถ้าดิสก์เต็ม โปรดลบไฟล์เก่าก่อน แล้วเริ่มบริการใหม่อีกครั้ง\n",
}

PAGES = CJK | OTHERS

# Lists of names: no sentence, rare characters side by side.
LISTS: dict[str, str] = {
    "surnames": "欧阳、慕容、司徒、诸葛、尉迟、澹台、公冶、宗政、濮阳、淳于、单于、太叔、申屠、公孙、仲孙、轩辕",
    "people": "王鑫淼、李昱珩、張瑋瓊、陳韻竹、劉昊焱、黃筱涵、趙梓睿、周懿軒、吳芷蕾、鄭皓翔",
    "chemistry": "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪",
    "places": "亳州、衢州、歙县、婺源、郴州、莆田、泸州、邛崃、犍为、郫县、儋州、涿州、盱眙、睢宁",
    "plants": "枇杷、茱萸、薜荔、蘼芜、芍药、菡萏、蒹葭、荼蘼、葳蕤、藿香、茯苓、枸杞",
    "stations": "新橋、品川、鶯谷、御徒町、駒込、巣鴨、目黒、恵比寿、原宿、高田馬場",
    "korean people": "김철수, 이영희, 박지훈, 최민정, 정우성, 강감찬, 윤봉길, 임꺽정",
}

# Poems and prose in the public domain, whose words no software has.
CLASSICAL: dict[str, str] = {
    "li bai": "床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。",
    "shijing": "關關雎鳩，在河之洲。窈窕淑女，君子好逑。參差荇菜，左右流之。",
    "cao cao": "對酒當歌，人生幾何！譬如朝露，去日苦多。慨當以慷，憂思難忘。",
    "li qingzhao": "寻寻觅觅，冷冷清清，凄凄惨惨戚戚。乍暖还寒时候，最难将息。",
    "thousand": "天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽。",
    "basho": "古池や蛙飛びこむ水の音。夏草や兵どもが夢の跡。閑さや岩にしみ入る蝉の声。",
}
